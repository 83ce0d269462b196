using OwtClient.Media;
using OwtClient.Rest.Models;
using OwtClient.Streams;
using OwtClient.WebRtc;
using VideoFormat = OwtClient.Rest.Models.VideoFormat;
using VideoSource = OwtClient.Rest.Models.VideoSource;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>Recordings of the mixed view: the file follows who speaks.</summary>
public sealed class MixedRecordingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_IsRecordedWhileTheSpeakerChanges()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var (alice, bob) = (new VoiceAndFace(1), new VoiceAndFace(2));
        var (first, witnessOfAlice) = await fixture.PublishAsync(alice.Stream);
        var (second, witnessOfBob) = await fixture.PublishAsync(bob.Stream);
        var view = $"{fixture.Room}-common";
        var mixed = (await fixture.JoinAsync("viewer")).RemoteStreams.OfType<RemoteMixedStream>().Single();

        var recording = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Both(view));
        Assert.Equal((view, view), (recording.Media!.Audio!.From, recording.Media.Video!.From));
        Assert.Equal(("opus", "vp8"), (recording.Media.Audio.Format!.Codec, recording.Media.Video.Format!.Codec));
        await alice.SpeakAsync(ActiveAsync(mixed, first.Id));
        await RecordingFixture.SendAsync(alice.Voices(5), alice.Stream, await witnessOfAlice());
        await bob.SpeakAsync(ActiveAsync(mixed, second.Id));
        await RecordingFixture.SendAsync(bob.Voices(5), bob.Stream, await witnessOfBob());
        await fixture.Api.Recordings.DeleteAsync(fixture.Room, recording.Id);

        var recorded = await RecordingFixture.ReadAsync(recording.Storage!.File);
        foreach (var kind in (MediaKind[])[MediaKind.Audio, MediaKind.Video])
        {
            var frames = recorded.Where(frame => frame.Track.Kind == kind).ToList();
            Assert.Equal(frames.Select(frame => frame.Timestamp).Order(), frames.Select(frame => frame.Timestamp));
            var marks = frames.Select(frame => frame.Data.Span[^1]).ToList();
            Assert.Equal([1, 2], marks.Distinct());
            Assert.Equal(marks.Order(), marks); // never back to the one before
            Assert.True(frames[0].IsKeyFrame && frames[marks.IndexOf(2)].IsKeyFrame);
        }
    }

    [Fact]
    public async Task Codec_IsTheOneAskedFor_OrThatOfTheShownInput()
    {
        await using var fixture = await RecordingFixture.StartAsync();
        var view = $"{fixture.Room}-common";
        var mixed = (await fixture.JoinAsync("viewer")).RemoteStreams.OfType<RemoteMixedStream>().Single();
        var shows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mixed.LayoutChanged += (_, _) => shows.TrySetResult();
        await fixture.PublishAsync(new LocalStream(new LocalVideoTrack(MediaCodec.H264)));
        await shows.Task.WaitAsync(Patience, Stop);

        var shown = await fixture.Api.Recordings.CreateAsync(fixture.Room, RecordingFixture.Pictures(view));
        var wanted = new SubscriptionMedia { Video = new VideoSource(view, new VideoFormat("vp9")) };
        var asked = await fixture.Api.Recordings.CreateAsync(fixture.Room, wanted);

        Assert.Equal(("h264", ".mkv"), (shown.Media!.Video!.Format!.Codec, Path.GetExtension(shown.Storage!.File)));
        Assert.Equal(("vp9", ".webm"), (asked.Media!.Video!.Format!.Codec, Path.GetExtension(asked.Storage!.File)));
    }

    private static async Task ActiveAsync(RemoteMixedStream mixed, string streamId)
    {
        var active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        mixed.ActiveInputChanged += (_, e) =>
        {
            if (e.ActiveInput?.StreamId == streamId) active.TrySetResult();
        };
        await active.Task.WaitAsync(Patience, Stop);
    }

    /// <summary>Opus and VP8 of one person: every frame ends with a mark.</summary>
    private sealed class VoiceAndFace(byte mark)
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
        private int _sent;

        public LocalStream Stream { get; } = new(new LocalAudioTrack(), new LocalVideoTrack());

        /// <summary>Sends in real time, loudly, until something has happened.</summary>
        public async Task SpeakAsync(Task until)
        {
            using var timer = new PeriodicTimer(Interval);
            while (!until.IsCompleted)
            {
                Stream.Video!.SendFrame(Picture());
                Stream.Audio!.SendFrame(Voices(1).Single());
                await timer.WaitForNextTickAsync(Stop);
            }

            await until;
        }

        public IEnumerable<EncodedFrame> Voices(int count)
        {
            for (var i = 0; i < count; i++)
                yield return new EncodedFrame(MediaCodec.Opus, new byte[] { 0x78, 7, mark }, Interval * _sent++) { AudioLevel = 10 };
        }

        private EncodedFrame Picture()
        {
            var isKey = _sent % 10 == 0;
            byte[] data = isKey ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01, 7, mark] : [0x11, 0x02, 0x00, 7, mark];
            return new EncodedFrame(MediaCodec.Vp8, data, Interval * _sent, isKey);
        }
    }
}
