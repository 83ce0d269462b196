using OwtClient.WebRtc;

namespace OwtClient.Media.Tests.Readers;

/// <summary>What must hold for every format, on files made by another program.</summary>
public class MediaFileReaderTests
{
    private const int VideoFrames = 30; // 2 s at 15 frames/s
    private const int AudioPackets = 101; // 2 s in packets of 20 ms, and the encoder's look-ahead

    public static TheoryData<string> Files =>
        ["vp8.ivf", "vp9.ivf", "clip.h264", "opus.ogg", "vp8-opus.webm", "vp9-opus.webm", "h264-opus.mkv", "vp8-opus-live.webm"];

    [Theory]
    [InlineData("vp8.ivf", MediaCodec.Vp8)]
    [InlineData("vp9.ivf", MediaCodec.Vp9)]
    [InlineData("clip.h264", MediaCodec.H264)]
    [InlineData("opus.ogg", MediaCodec.Opus)]
    [InlineData("vp8-opus.webm", MediaCodec.Vp8, MediaCodec.Opus)]
    [InlineData("vp9-opus.webm", MediaCodec.Vp9, MediaCodec.Opus)]
    [InlineData("h264-opus.mkv", MediaCodec.H264, MediaCodec.Opus)]
    [InlineData("vp8-opus-live.webm", MediaCodec.Vp8, MediaCodec.Opus)]
    public async Task WholeFile_GivesAllTracksAndFrames(string name, params MediaCodec[] codecs)
    {
        await using var reader = await MediaFileReader.OpenAsync(
            Vector.PathOf(name), new() { ByteStreamFrameRate = 15 }, TestContext.Current.CancellationToken);
        var frames = await Vector.FramesOfAsync(reader);

        Assert.Equal(codecs, reader.Tracks.Select(t => t.Codec));
        Assert.False(reader.IsTruncated);
        foreach (var track in reader.Tracks)
        {
            var ofTrack = frames.Where(f => f.Track == track).ToList();
            if (track.Kind == MediaKind.Video) CheckVideo(track, ofTrack);
            else CheckAudio(track, ofTrack);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Rewind_GivesTheSameFramesAgain(string name)
    {
        await using var reader = await Vector.OpenAsync(Vector.Read(name));
        var first = await Vector.FramesOfAsync(reader);
        reader.Rewind();
        var second = await Vector.FramesOfAsync(reader);
        Assert.Equal(first.Select(Describe), second.Select(Describe));
    }

    [Theory, MemberData(nameof(Files))]
    public async Task TruncatedAnywhere_GivesTheFramesBeforeOrAFormatError(string name)
    {
        var file = Vector.Read(name);
        var whole = await Vector.FramesOfAsync(file);
        for (var length = 0; length < file.Length; length += length < 1200 ? 1 : 37)
        {
            var frames = await TryReadAsync(file[..length]);
            if (frames is null) continue;
            var last = name == "clip.h264" ? 1 : 0; // a byte stream does not tell that its last picture is cut
            foreach (var (expected, actual) in whole.Take(frames.Count - last).Zip(frames))
            {
                Assert.True(expected.Data.Span.SequenceEqual(actual.Data.Span));
                Assert.Equal(expected.Timestamp, actual.Timestamp);
            }
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task EveryByteOfTheHeadersChanged_GivesFramesOrAFormatError(string name)
    {
        var file = Vector.Read(name)[..4000]; // headers and some frames
        for (var at = 0; at < 1000; at++)
        {
            foreach (var flip in (byte[])[0x01, 0xff])
            {
                file[at] ^= flip;
                await TryReadAsync(file);
                file[at] ^= flip;
            }
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task RandomDamage_GivesFramesOrAFormatErrorInBoundedMemory(string name)
    {
        var original = Vector.Read(name);
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var file = original.ToArray();
            for (var i = random.Next(1, 30); i > 0; i--) file[random.Next(file.Length)] = (byte)random.Next(256);
            var before = GC.GetAllocatedBytesForCurrentThread();
            await TryReadAsync(file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("89504e470d0a1a0a")] // PNG
    [InlineData("4f676753")] // the first word of Ogg alone
    public async Task OtherContent_IsAFormatError(string hex) =>
        await Assert.ThrowsAsync<MediaFormatException>(() => Vector.OpenAsync(Convert.FromHexString(hex)));

    [Fact]
    public async Task FrameAboveTheLimit_IsAFormatErrorThatNamesThePlace()
    {
        await using var reader = await Vector.OpenAsync(Vector.Read("vp8.ivf"), new() { MaxFrameBytes = 100 });
        var failure = await Assert.ThrowsAsync<MediaFormatException>(async () => await reader.ReadFrameAsync(TestContext.Current.CancellationToken));
        Assert.Equal(32, failure.Offset);
        Assert.Contains("byte 32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LeaveOpen_LeavesTheStreamOpen()
    {
        var stream = new MemoryStream(Vector.Read("vp8.ivf"));
        await (await MediaFileReader.OpenStreamAsync(stream, new() { LeaveOpen = true }, TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.True(stream.CanRead);
        stream.Position = 0;
        await (await MediaFileReader.OpenStreamAsync(stream, null, TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.False(stream.CanRead);
    }

    private static void CheckVideo(MediaTrack track, List<MediaFrame> frames)
    {
        Assert.Equal((160, 96), (track.Width, track.Height));
        Assert.Equal(VideoFrames, frames.Count);
        Assert.Equal([0, 15], frames.Select((f, i) => (f, i)).Where(x => x.f.IsKeyFrame).Select(x => x.i));
        var start = frames[0].Timestamp;
        Assert.All(frames.Select((f, i) => (f, i)), x => Assert.Equal(x.i / 15.0, (x.f.Timestamp - start).TotalSeconds, 0.0011));
    }

    private static void CheckAudio(MediaTrack track, List<MediaFrame> frames)
    {
        Assert.Equal(1, track.Channels);
        Assert.True(track.CodecPrivate.Span.StartsWith("OpusHead"u8));
        Assert.InRange(frames.Count, AudioPackets - 1, AudioPackets + 1);
        Assert.All(frames, f => Assert.Equal(TimeSpan.FromMilliseconds(20), f.Duration));
        Assert.All(frames.Select((f, i) => (f, i)), x => Assert.Equal(TimeSpan.FromMilliseconds(20) * x.i, x.f.Timestamp - frames[0].Timestamp));
    }

    private static async Task<List<MediaFrame>?> TryReadAsync(byte[] file)
    {
        var frames = new List<MediaFrame>();
        try
        {
            await using var reader = await Vector.OpenAsync(file);
            await foreach (var frame in reader.ReadFramesAsync(TestContext.Current.CancellationToken)) frames.Add(frame);
        }
        catch (MediaFormatException)
        {
            return null;
        }

        return frames;
    }

    private static string Describe(MediaFrame frame) =>
        $"{frame.Track.Id} {frame.Timestamp} {frame.IsKeyFrame} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Data.Span))}";
}
