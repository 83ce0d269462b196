using OwtClient.WebRtc;

namespace OwtClient.Media.Tests.Sources;

public class MediaFileSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_IsPlayedAtItsOwnPaceWithoutDrift()
    {
        var time = new JumpingTimeProvider();
        await using var source = await OpenAsync("vp8-opus.webm", new() { TimeProvider = time });
        var played = Record(source, () => time.Now);
        source.Start();
        await source.Completion;

        Assert.Equal((30, 101), (source.VideoFramesPlayed, source.AudioFramesPlayed));
        Assert.All(played, p => Assert.Equal(p.Frame.Timestamp > p.Latest ? p.Frame.Timestamp : p.Latest, p.At));
        Assert.Equal(2.0, time.Now.TotalSeconds, 0.05);
        Assert.Equal((MediaCodec.Vp8, MediaCodec.Opus), (source.Stream.Video!.Codec, source.Stream.Audio!.Codec));
    }

    [Fact]
    public async Task Loop_GoesOnWithContinuousTimestamps()
    {
        await using var source = await OpenAsync("vp8-opus.webm", new() { TimeProvider = new JumpingTimeProvider(), Loop = true });
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var frames = new List<MediaFrame>();
        source.FramePlayed += (_, e) =>
        {
            if (frames.Count < 400) frames.Add(e.Frame);
            else enough.TrySetResult();
        };
        source.Start();
        await enough.Task.WaitAsync(Stop);
        await source.StopAsync(Stop);

        var sound = frames.Where(f => f.Track.Kind == MediaKind.Audio).Select(f => f.Timestamp.TotalMilliseconds).ToList();
        Assert.Equal(Enumerable.Range(0, sound.Count).Select(i => i * 20.0), sound); // not even a gap where the file begins again
        var pictures = frames.Where(f => f.Track.Kind == MediaKind.Video).Select(f => f.Timestamp).ToList();
        Assert.All(pictures.Zip(pictures.Skip(1)), p => Assert.InRange((p.Second - p.First).TotalMilliseconds, 60, 95));
    }

    /// <summary>Times in frames, exact to a millisecond.</summary>
    [Fact]
    public async Task AfterAStall_CatchesUpAndTellsHowLateItWas()
    {
        var time = new JumpingTimeProvider();
        await using var source = await OpenAsync("vp8.ivf", new() { TimeProvider = time });
        var at = new List<double>();
        var lateness = new List<double>();
        source.FramePlayed += (_, _) =>
        {
            at.Add(time.Now.TotalSeconds * 15);
            lateness.Add(source.Lateness.TotalSeconds * 15);
            if (at.Count == 3) time.Advance(TimeSpan.FromSeconds(5.5 / 15));
        };
        source.Start();
        await source.Completion;

        Assert.Equal([0, 1, 2, 7.5, 7.5, 7.5, 7.5, 7.5, 8, 9], at.Take(10), (a, b) => Math.Abs(a - b) < 0.016);
        Assert.Equal([0, 0, 0, 4.5, 3.5, 2.5, 1.5, 0.5, 0, 0], lateness.Take(10), (a, b) => Math.Abs(a - b) < 0.016);
        Assert.Equal(0.3, source.MaxLateness.TotalSeconds, 0.001);
    }

    /// <summary>Times in frames, exact to two milliseconds: one of rounding, one more by which the shift begins late.</summary>
    [Fact]
    public async Task StallBeyondTheLimit_MovesTheRestBack()
    {
        var time = new JumpingTimeProvider();
        await using var source = await OpenAsync("vp8.ivf", new() { TimeProvider = time, MaxCatchUp = TimeSpan.FromSeconds(1) });
        var at = new List<double>();
        source.FramePlayed += (_, _) =>
        {
            at.Add(time.Now.TotalSeconds * 15);
            if (at.Count == 3) time.Advance(TimeSpan.FromMinutes(1));
        };
        source.Start();
        await source.Completion;
        Assert.Equal([0, 1, 2, 902, 903, 904], at.Take(6), (a, b) => Math.Abs(a - b) < 0.031);
    }

    [Fact]
    public async Task NotConnected_FramesAreDueButNotSent()
    {
        await using var source = await OpenAsync("opus.ogg", new() { TimeProvider = new JumpingTimeProvider() });
        var sent = new List<bool>();
        source.FramePlayed += (_, e) => sent.Add(e.WasSent);
        source.Start();
        await source.Completion;
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(true, sent);
    }

    [Fact]
    public async Task HandlerThatThrows_DoesNotStopPlayback()
    {
        await using var source = await OpenAsync("vp8.ivf", new() { TimeProvider = new JumpingTimeProvider() });
        source.FramePlayed += (_, _) => throw new InvalidOperationException();
        source.Start();
        await source.Completion;
        Assert.Equal(30, source.VideoFramesPlayed);
    }

    [Fact]
    public async Task MalformedFile_FailsCompletionAfterTheGoodFrames()
    {
        var file = Vector.Read("vp8.ivf");
        file[32 + 12 + BitConverter.ToInt32(file, 32) + 3] = 0xff; // size of the second frame
        await using var source = MediaFileSource.FromReader(await Vector.OpenAsync(file), new() { TimeProvider = new JumpingTimeProvider() });
        source.Start();
        await Assert.ThrowsAsync<MediaFormatException>(() => source.Completion);
        Assert.Equal(1, source.VideoFramesPlayed);
        await source.StopAsync(Stop);
    }

    [Fact]
    public async Task StopAndDispose_EndPlaybackAndMayBeRepeated()
    {
        var source = await OpenAsync("vp8.ivf", new() { Loop = true, TimeProvider = new JumpingTimeProvider() });
        source.Start();
        Assert.Throws<InvalidOperationException>(source.Start);
        await source.StopAsync(Stop);
        await source.Completion;
        await source.StopAsync(Stop);
        await source.DisposeAsync();
        await source.DisposeAsync();
        Assert.Throws<InvalidOperationException>(source.Start);
    }

    [Fact]
    public async Task StopWithoutStart_Completes()
    {
        await using var source = await OpenAsync("vp8.ivf", new());
        await source.StopAsync(Stop);
        await source.Completion;
        Assert.Throws<InvalidOperationException>(source.Start);
    }

    private static Task<MediaFileSource> OpenAsync(string name, MediaFileSourceOptions options) =>
        MediaFileSource.OpenAsync(Vector.PathOf(name), options, Stop);

    private static List<(MediaFrame Frame, TimeSpan At, TimeSpan Latest)> Record(MediaFileSource source, Func<TimeSpan> now)
    {
        var played = new List<(MediaFrame, TimeSpan, TimeSpan)>();
        var latest = TimeSpan.Zero; // the file may hold a frame behind one of a later time
        source.FramePlayed += (_, e) =>
        {
            played.Add((e.Frame, now(), latest));
            if (e.Frame.Timestamp > latest) latest = e.Frame.Timestamp;
        };
        return played;
    }
}
