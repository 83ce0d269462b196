using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Media.Tests.Recording;

public class WebMRecorderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vp8-opus.webm")]
    [InlineData("vp9-opus.webm")]
    [InlineData("h264-opus.mkv")]
    public async Task Recording_GivesTheSameFramesBack(string name)
    {
        var original = await Vector.FramesOfAsync(Vector.Read(name));
        var recorded = await Vector.FramesOfAsync(await RecordAsync(original));
        foreach (var codec in original.Select(f => f.Track.Codec).Distinct())
        {
            var expected = original.Where(f => f.Track.Codec == codec).ToList();
            var actual = recorded.Where(f => f.Track.Codec == codec).ToList();
            Assert.Equal(expected.Select(f => Convert.ToHexString(f.Data.Span)), actual.Select(f => Convert.ToHexString(f.Data.Span)));
            Assert.Equal(expected.Select(f => f.IsKeyFrame), actual.Select(f => f.IsKeyFrame));
            var shift = actual[0].Timestamp - expected[0].Timestamp;
            Assert.All(expected.Zip(actual), x => Assert.Equal(0, (x.First.Timestamp + shift - x.Second.Timestamp).TotalMilliseconds, 1.01));
        }
    }

    [Theory]
    [InlineData("vp8-opus.webm", ".webm", "vp8")]
    [InlineData("vp9-opus.webm", ".webm", "vp9")]
    [InlineData("h264-opus.mkv", ".mkv", "h264")]
    public async Task ClosedRecording_PlaysAndSeeksInFfmpeg(string name, string extension, string codec)
    {
        using var file = new TemporaryFile(extension);
        await File.WriteAllBytesAsync(file.Path, await RecordAsync(await Vector.FramesOfAsync(Vector.Read(name))), Stop);

        Assert.Equal($"{codec},160,96", await Ffmpeg.ProbeAsync(file.Path, "stream=codec_name,width,height", "v"));
        Assert.Equal("opus,48000,2", await Ffmpeg.ProbeAsync(file.Path, "stream=codec_name,sample_rate,channels", "a"));
        Assert.Equal(2.0, await Ffmpeg.ProbeDurationAsync(file.Path), 0.05);
        Assert.Equal(30, await Ffmpeg.CountDecodedAsync(file.Path, "v"));
        Assert.InRange(await Ffmpeg.CountDecodedAsync(file.Path, "a"), 100, 102);
        Assert.InRange(await Ffmpeg.CountDecodedAsync(file.Path, "v", from: 1.5), 6, 8); // the key frame at 1 s is found through the index
    }

    [Fact]
    public async Task ClosedRecording_HasDurationAndIndex()
    {
        var file = await RecordAsync(await Vector.FramesOfAsync(Vector.Read("vp8-opus.webm")));
        await using var reader = await Vector.OpenAsync(file);
        Assert.Equal(2.0, reader.Duration!.Value.TotalSeconds, 0.05);
        Assert.Equal((160, 96), (reader.Tracks[0].Width, reader.Tracks[0].Height));
        Assert.True(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1c, 0x53, 0xbb, 0x6b]) > 0); // Cues
    }

    /// <summary>What is in the stream without closing is what a killed process leaves.</summary>
    [Fact]
    public async Task NotClosed_EverythingFlushedPlays()
    {
        var time = new FakeTimeProvider();
        var stream = new SnapshotStream();
        await using var recorder = new WebMRecorder(stream, new() { TimeProvider = time, LeaveOpen = true });
        var (video, audio) = (recorder.AddTrack(MediaCodec.Vp8), recorder.AddTrack(MediaCodec.Opus));
        var frames = await Vector.FramesOfAsync(Vector.Read("vp8-opus.webm"));
        foreach (var frame in frames) Assert.True((frame.Track.Kind == MediaKind.Video ? video : audio).Write(frame.ToEncodedFrame()));

        time.Advance(TimeSpan.FromMilliseconds(500));
        byte[] killed;
        do
        {
            killed = await stream.Flushed.ReadAsync(Stop);
        }
        while (await CountFramesAsync(killed) < frames.Count);

        using var file = new TemporaryFile(".webm");
        await File.WriteAllBytesAsync(file.Path, killed, Stop);
        Assert.Equal("vp8,160,96", await Ffmpeg.ProbeAsync(file.Path, "stream=codec_name,width,height", "v"));
        Assert.Equal(30, await Ffmpeg.CountDecodedAsync(file.Path, "v"));
    }

    [Fact]
    public async Task Video_StartsAtAKeyFrame()
    {
        await using var recorder = new WebMRecorder(new MemoryStream(), new());
        var track = recorder.AddTrack(MediaCodec.Vp8);
        Assert.True(track.NeedsKeyFrame);
        Assert.False(track.Write(Vp8(0, isKeyFrame: false)));
        Assert.True(track.Write(Vp8(40, isKeyFrame: true)));
        Assert.True(track.Write(Vp8(80, isKeyFrame: false)));
        Assert.False(track.NeedsKeyFrame);
        Assert.Equal((2, 0, 1), (track.FramesWritten, track.FramesDropped, track.FramesBeforeKeyFrame));
    }

    [Fact]
    public async Task FullQueue_DropsCountsAndWaitsForTheNextKeyFrame()
    {
        var stream = new MemoryStream();
        await using var recorder = new WebMRecorder(stream, new() { MaxQueuedBytes = 5, LeaveOpen = true });
        var track = recorder.AddTrack(MediaCodec.Vp8);
        Assert.False(track.Write(Vp8(0, isKeyFrame: true)));
        Assert.True(track.NeedsKeyFrame);
        Assert.Equal((0, 1, 0), (track.FramesWritten, track.FramesDropped, track.FramesBeforeKeyFrame));
    }

    /// <summary>Sound that starts 300 ms after the pictures, with timestamps of its own, lies there in the file.</summary>
    [Fact]
    public async Task Tracks_AreAlignedByArrival()
    {
        var time = new FakeTimeProvider();
        var stream = new MemoryStream();
        await using var recorder = new WebMRecorder(stream, new() { TimeProvider = time, LeaveOpen = true });
        var (video, audio) = (recorder.AddTrack(MediaCodec.Vp8), recorder.AddTrack(MediaCodec.Opus));
        video.Write(Vp8(7000, isKeyFrame: true));
        time.Advance(TimeSpan.FromMilliseconds(300));
        video.Write(Vp8(7300, isKeyFrame: false));
        audio.Write(Opus(12));
        time.Advance(TimeSpan.FromMilliseconds(35)); // late, but its timestamp counts
        audio.Write(Opus(32));
        await recorder.CloseAsync(Stop);

        var frames = await Vector.FramesOfAsync(stream.ToArray());
        Assert.Equal([0, 300], frames.Where(f => f.Track.Kind == MediaKind.Video).Select(f => f.Timestamp.TotalMilliseconds));
        Assert.Equal([300, 320], frames.Where(f => f.Track.Kind == MediaKind.Audio).Select(f => f.Timestamp.TotalMilliseconds));
        Assert.Equal(TimeSpan.FromMilliseconds(600), recorder.Duration);
    }

    [Fact]
    public async Task TimestampsThatStartAnew_GoOnByArrival()
    {
        var time = new FakeTimeProvider();
        var stream = new MemoryStream();
        await using var recorder = new WebMRecorder(stream, new() { TimeProvider = time, LeaveOpen = true });
        var audio = recorder.AddTrack(MediaCodec.Opus);
        foreach (var timestamp in (int[])[0, 20, 9_000_000, 9_000_020, 5, 25])
        {
            audio.Write(Opus(timestamp));
            time.Advance(TimeSpan.FromMilliseconds(20));
        }

        await recorder.CloseAsync(Stop);
        Assert.Equal([0, 20, 40, 60, 80, 100], (await Vector.FramesOfAsync(stream.ToArray())).Select(f => f.Timestamp.TotalMilliseconds));
    }

    [Theory]
    [InlineData(MediaCodec.Pcmu, "pcm_mulaw")]
    [InlineData(MediaCodec.Pcma, "pcm_alaw")]
    public async Task G711_MakesAMatroskaFile(MediaCodec codec, string name)
    {
        using var file = new TemporaryFile(".mkv");
        await using (var recorder = new WebMRecorder(file.Path))
        {
            var track = recorder.AddTrack(codec);
            for (var i = 0; i < 50; i++) Assert.True(track.Write(new EncodedFrame(codec, new byte[160], TimeSpan.FromMilliseconds(20 * i))));
            await recorder.CloseAsync(Stop);
        }

        var frames = await Vector.FramesOfAsync(await File.ReadAllBytesAsync(file.Path, Stop));
        Assert.Equal(50, frames.Count(f => f.Track.Codec == codec));
        Assert.Equal($"{name},8000,1", await Ffmpeg.ProbeAsync(file.Path, "stream=codec_name,sample_rate,channels", "a"));
        Assert.Equal(1.0, await Ffmpeg.ProbeDurationAsync(file.Path), 0.001);
    }

    [Fact]
    public async Task NoFrames_MakeAValidEmptyFile()
    {
        var stream = new MemoryStream();
        await using var recorder = new WebMRecorder(stream, new() { LeaveOpen = true });
        recorder.AddTrack(MediaCodec.Opus);
        await recorder.CloseAsync(Stop);
        var failure = await Assert.ThrowsAsync<MediaFormatException>(() => Vector.OpenAsync(stream.ToArray()));
        Assert.Contains("ends before the first cluster", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiskThatFails_RefusesFramesAndCloseTells()
    {
        await using var recorder = new WebMRecorder(new FailingStream(), new());
        var track = recorder.AddTrack(MediaCodec.Opus);
        track.Write(Opus(0));
        await Assert.ThrowsAsync<IOException>(() => recorder.CloseAsync(Stop));
        Assert.False(track.Write(Opus(20)));
    }

    [Fact]
    public async Task Misuse_IsTold()
    {
        Assert.Throws<ArgumentException>(() => new WebMRecorder(new NotSeekableStream(), new()));
        await using var recorder = new WebMRecorder(new MemoryStream(), new());
        Assert.Throws<ArgumentException>(() => recorder.AddTrack(MediaCodec.Unknown));
        var track = recorder.AddTrack(MediaCodec.Opus);
        Assert.Throws<ArgumentException>(() => track.Write(Vp8(0, true)));
        track.Write(Opus(0));
        Assert.Throws<InvalidOperationException>(() => recorder.AddTrack(MediaCodec.Vp8));
        await recorder.CloseAsync(Stop);
        await recorder.CloseAsync(Stop);
        Assert.False(track.Write(Opus(20)));
    }

    private static EncodedFrame Opus(int milliseconds) => new(MediaCodec.Opus, new byte[] { 0xfc, 1, 2 }, TimeSpan.FromMilliseconds(milliseconds));

    private static EncodedFrame Vp8(int milliseconds, bool isKeyFrame)
    {
        byte[] data = [(byte)(isKeyFrame ? 0x10 : 0x11), 0, 0, 0x9d, 0x01, 0x2a, 160, 0, 96, 0];
        return new EncodedFrame(MediaCodec.Vp8, data, TimeSpan.FromMilliseconds(milliseconds), isKeyFrame);
    }

    private static async Task<byte[]> RecordAsync(List<MediaFrame> frames)
    {
        var stream = new MemoryStream();
        await using var recorder = new WebMRecorder(stream, new() { LeaveOpen = true });
        var tracks = frames.Select(f => f.Track.Codec).Distinct().Order().Reverse().ToDictionary(c => c, recorder.AddTrack);
        foreach (var frame in frames) Assert.True(tracks[frame.Track.Codec].Write(frame.ToEncodedFrame()));
        await recorder.CloseAsync(Stop);
        Assert.Equal(stream.Length, recorder.BytesWritten);
        return stream.ToArray();
    }

    private static async Task<int> CountFramesAsync(byte[] file)
    {
        try
        {
            return (await Vector.FramesOfAsync(file)).Count;
        }
        catch (MediaFormatException)
        {
            return 0; // the header alone
        }
    }

    /// <summary>Hands out what the file holds at each flush.</summary>
    private sealed class SnapshotStream : MemoryStream
    {
        private readonly Channel<byte[]> _flushed = Channel.CreateUnbounded<byte[]>();

        public ChannelReader<byte[]> Flushed => _flushed.Reader;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _flushed.Writer.TryWrite(ToArray());
            return Task.CompletedTask;
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(new IOException("The disk is full."));
    }

    private sealed class NotSeekableStream : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
