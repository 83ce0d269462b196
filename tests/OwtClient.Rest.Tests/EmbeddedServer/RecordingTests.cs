using OwtClient.Media;
using OwtClient.Media.Tests;
using OwtClient.Rest.Models;
using OwtClient.Streams;
using OwtClient.WebRtc;
using AudioSource = OwtClient.Rest.Models.AudioSource;
using VideoFormat = OwtClient.Rest.Models.VideoFormat;
using VideoSource = OwtClient.Rest.Models.VideoSource;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>Recordings that the embedded server makes, with real media over loopback.</summary>
public sealed class RecordingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What was published is in the file, byte for byte and at the same distances, and can be sought in.</summary>
    [Theory]
    [InlineData("vp8-opus.webm", RecordingContainer.Auto, ".webm")]
    [InlineData("vp9-opus.webm", RecordingContainer.Mkv, ".mkv")]
    [InlineData("h264-opus.mkv", RecordingContainer.Auto, ".mkv")]
    public async Task Clip_IsRecordedAsItWasPublished(string clip, RecordingContainer container, string extension)
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var frames = await RecordingFixture.ReadAsync(ClipPath(clip));
        var codec = frames.First(frame => frame.Track.Kind == MediaKind.Video).Track.Codec;
        var stream = new LocalStream(new LocalAudioTrack(), new LocalVideoTrack(codec));
        var (publication, witness) = await fixture.PublishAsync(stream);

        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Both(publication.Id), container);
        Assert.Equal((publication.Id, publication.Id), (recording.Media!.Audio!.From, recording.Media.Video!.From));
        Assert.Equal(("opus", "active"), (recording.Media.Audio.Format!.Codec, recording.Media.Audio.Status));
        Assert.Equal(recording.Id + extension, Path.GetFileName(recording.Storage!.File));
        Assert.Equal("127.0.0.1", recording.Storage.Host);

        await RecordingFixture.SendAsync(frames.Select(frame => frame.ToEncodedFrame()), stream, await witness());
        Assert.Equal(recording.Id, Assert.Single(await fixture.Api.Recordings.ListAsync(fixture.Room)).Id);
        await fixture.Api.Recordings.DeleteAsync(fixture.Room, recording.Id);
        Assert.Empty(await fixture.Api.Recordings.ListAsync(fixture.Room));

        await AssertCompleteAsync(recording.Storage.File);
        var recorded = await RecordingFixture.ReadAsync(recording.Storage.File);
        foreach (var kind in (MediaKind[])[MediaKind.Audio, MediaKind.Video])
        {
            var (sent, written) = (OfKind(frames, kind), OfKind(recorded, kind));
            Assert.Equal(sent.Select(frame => Convert.ToHexString(frame.Data.Span)), written.Select(frame => Convert.ToHexString(frame.Data.Span)));
            Assert.Equal(sent.Select(frame => frame.IsKeyFrame), written.Select(frame => frame.IsKeyFrame));
            Assert.All(sent.Zip(written), pair => Assert.InRange((pair.Second.Timestamp - written[0].Timestamp) - (pair.First.Timestamp - sent[0].Timestamp), -Tolerance, Tolerance));
        }
    }

    /// <summary>A program that shares no code with this one plays the whole file, and from its middle.</summary>
    [Fact]
    public async Task File_IsGoodForFfmpeg()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var frames = await RecordingFixture.ReadAsync(ClipPath("vp8-opus.webm"));
        var stream = new LocalStream(new LocalAudioTrack(), new LocalVideoTrack());
        var (publication, witness) = await fixture.PublishAsync(stream);
        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Both(publication.Id));
        await RecordingFixture.SendAsync(frames.Select(frame => frame.ToEncodedFrame()), stream, await witness());
        await fixture.Api.Recordings.DeleteAsync(fixture.Room, recording.Id);

        var file = recording.Storage!.File;
        Assert.Equal("vp8", await Ffmpeg.ProbeAsync(file, "stream=codec_name", "v"));
        Assert.Equal("opus", await Ffmpeg.ProbeAsync(file, "stream=codec_name"));
        var duration = await Ffmpeg.ProbeDurationAsync(file);
        Assert.InRange(duration, 0.5, 60);
        Assert.Equal(OfKind(frames, MediaKind.Video).Count, await Ffmpeg.CountDecodedAsync(file, "v"));
        Assert.InRange(await Ffmpeg.CountDecodedAsync(file, "v", duration / 2), 1, frames.Count);
    }

    [Fact]
    public async Task EndOfTheSource_EndsTheRecordingAndCompletesItsFile()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var stream = new LocalStream(new LocalVideoTrack());
        var (publication, witness) = await fixture.PublishAsync(stream);
        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures(publication.Id));
        await RecordingFixture.SendAsync(Frames(1, 5), stream, await witness());

        await publication.DisposeAsync();
        Assert.Empty(await fixture.Api.Recordings.ListAsync(fixture.Room));
        await AssertRefusedAsync("Operation failed", () => fixture.Api.Recordings.DeleteAsync(fixture.Room, recording.Id));
        await fixture.StopServerAsync();
        await AssertCompleteAsync(recording.Storage!.File);
        Assert.Equal(5, (await RecordingFixture.ReadAsync(recording.Storage.File)).Count);
    }

    [Fact]
    public async Task EndOfTheServer_CompletesTheFile()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var stream = new LocalStream(new LocalVideoTrack());
        var (publication, witness) = await fixture.PublishAsync(stream);
        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures(publication.Id));
        await RecordingFixture.SendAsync(Frames(1, 5), stream, await witness());

        await fixture.StopServerAsync();
        await AssertCompleteAsync(recording.Storage!.File);
    }

    [Fact]
    public async Task ChangedSource_GoesOnInTheSameFile()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var (first, second) = (new LocalStream(new LocalVideoTrack()), new LocalStream(new LocalVideoTrack()));
        var (firstPublication, firstWitness) = await fixture.PublishAsync(first);
        var (secondPublication, secondWitness) = await fixture.PublishAsync(second);
        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures(firstPublication.Id));
        await RecordingFixture.SendAsync(Frames(1, 5), first, await firstWitness());

        var changed = await fixture.Api.Recordings.ChangeVideoSourceAsync(fixture.Room, recording.Id, secondPublication.Id);
        Assert.Equal((recording.Id, secondPublication.Id), (changed.Id, changed.Media!.Video!.From));
        await firstPublication.DisposeAsync(); // which it does not need any more
        await RecordingFixture.SendAsync(Frames(2, 5), second, await secondWitness());
        await fixture.Api.Recordings.DeleteAsync(fixture.Room, recording.Id);

        var recorded = await RecordingFixture.ReadAsync(recording.Storage!.File);
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], recorded.Select(frame => frame.Data.Span[^1]));
        Assert.Equal(recorded.Select(frame => frame.Timestamp).Order(), recorded.Select(frame => frame.Timestamp));
    }

    [Fact]
    public async Task ChangeThatNeedsTranscodingOrIsUnknown_IsRefused()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var (vp8, _) = await fixture.PublishAsync(new LocalStream(new LocalVideoTrack()));
        var (h264, _) = await fixture.PublishAsync(new LocalStream(new LocalVideoTrack(MediaCodec.H264)));
        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures(vp8.Id));

        var recordings = fixture.Api.Recordings;
        await AssertRefusedAsync("Operation failed", () => recordings.ChangeVideoSourceAsync(fixture.Room, recording.Id, h264.Id));
        await AssertRefusedAsync("Operation failed", () => recordings.ChangeAudioSourceAsync(fixture.Room, recording.Id, vp8.Id));
        await AssertRefusedAsync("Operation failed", () => recordings.ChangeVideoSourceAsync(fixture.Room, "nosuchrecording", vp8.Id));
        await AssertRefusedAsync("Operation failed", () => recordings.ChangeVideoParametersAsync(fixture.Room, recording.Id, new VideoParameterChange { Framerate = 15 }));
        Assert.Equal(vp8.Id, Assert.Single(await recordings.ListAsync(fixture.Room)).Media!.Video!.From);
    }

    [Fact]
    public async Task CreationThatCannotBe_IsRefusedWithTheReason()
    {
        await using var fixture = await RecordingFixture.StartAsync(maxRecordings: 1);
        var (publication, _) = await fixture.PublishAsync(new LocalStream(new LocalVideoTrack()));
        var media = RecordingFixture.Pictures(publication.Id);
        var recordings = fixture.Api.Recordings;

        await AssertRefusedAsync("Requested video stream", () => recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures("nosuchstream")));
        await AssertRefusedAsync("Requested audio stream", () => recordings.CreateAsync(fixture.Room, RecordingFixture.Both(publication.Id)));
        await AssertRefusedAsync("not mp4", () => recordings.CreateAsync(fixture.Room, media, RecordingContainer.Mp4));
        await AssertRefusedAsync("not ts", () => recordings.CreateAsync(fixture.Room, media, RecordingContainer.Ts));
        await AssertRefusedAsync(
            "Format is not acceptable", () => recordings.CreateAsync(fixture.Room, new SubscriptionMedia { Video = new VideoSource(publication.Id, new VideoFormat("h264")) }));
        Assert.Empty(await recordings.ListAsync(fixture.Room));

        var one = await recordings.CreateAsync(fixture.Room, media);
        await AssertRefusedAsync("as many recordings as this server allows (1)", () => recordings.CreateAsync(fixture.Room, media));
        await recordings.DeleteAsync(fixture.Room, one.Id);
        await recordings.CreateAsync(fixture.Room, media);
    }

    [Fact]
    public async Task WithoutAFolder_NothingIsRecorded()
    {
        await using var server = await ServerFixture.StartAsync();
        var room = await server.RoomIdAsync();
        Assert.Empty(await server.Api.Recordings.ListAsync(room));
        var media = new SubscriptionMedia { Audio = new AudioSource("s") };
        await AssertRefusedAsync("no folder to record to", () => server.Api.Recordings.CreateAsync(room, media));
        await AssertRefusedAsync("Operation failed", () => server.Api.Recordings.DeleteAsync(room, "nosuchrecording"));
    }

    private static TimeSpan Tolerance => TimeSpan.FromMilliseconds(2); // Matroska's times are milliseconds, each rounded

    private static string ClipPath(string name) => Path.Combine(AppContext.BaseDirectory, "Clips", name);

    private static List<MediaFrame> OfKind(IEnumerable<MediaFrame> frames, MediaKind kind) => [.. frames.Where(frame => frame.Track.Kind == kind)];

    /// <summary>VP8 frames, a key frame first, that end with <paramref name="mark"/>.</summary>
    private static IEnumerable<EncodedFrame> Frames(byte mark, int count)
    {
        for (var i = 0; i < count; i++)
        {
            byte[] data = i == 0 ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01, 7, mark] : [0x11, 0x02, 0x00, 7, mark];
            yield return new EncodedFrame(MediaCodec.Vp8, data, TimeSpan.FromMilliseconds(40 * i), isKeyFrame: i == 0);
        }
    }

    /// <summary>Duration and index are written at the end: with them the file is whole.</summary>
    private static async Task AssertCompleteAsync(string path)
    {
        await using var reader = await MediaFileReader.OpenAsync(path, cancellationToken: Stop);
        Assert.NotNull(reader.Duration);
        await foreach (var frame in reader.ReadFramesAsync(Stop)) Assert.False(frame.Data.IsEmpty);
        Assert.False(reader.IsTruncated);
    }

    private static async Task AssertRefusedAsync(string reason, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<OwtManagementException>(call);
        Assert.Equal(ManagementError.ClusterOperationFailed, failure.Error);
        Assert.Contains(reason, failure.ServerMessage, StringComparison.Ordinal);
    }
}
