using OwtClient.WebRtc.Frames;

namespace OwtClient.WebRtc.Tests.Frames;

public class FramePoolTests
{
    [Fact]
    public void SecondDispose_DoesNotTouchTheFrameThatUsesTheMemoryNow()
    {
        var pool = new FramePool();
        var first = Make(pool);
        first.Dispose();
        var later = Enumerable.Range(0, 20).Select(_ => Make(pool)).ToList();
        first.Dispose();
        Assert.All(later, f => Assert.Equal([1, 2, 3], f.Data.ToArray()));
        Assert.Throws<ObjectDisposedException>(() => first.Data);
    }

    [Fact]
    public void MemoryOfDisposedFrames_IsUsedAgain()
    {
        var pool = new FramePool();
        var seen = new HashSet<EncodedFrame>();
        for (var i = 0; i < 500; i++)
        {
            var frame = Make(pool);
            seen.Add(frame);
            frame.Dispose();
        }

        Assert.InRange(seen.Count, 1, 40);
    }

    private static EncodedFrame Make(FramePool pool)
    {
        var buffer = pool.Rent();
        Assert.True(buffer.TryAppend([1, 2, 3]));
        return buffer.ToFrame(MediaCodec.Opus, true, 0, TimeSpan.Zero, 0);
    }
}
