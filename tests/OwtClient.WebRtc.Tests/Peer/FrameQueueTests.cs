using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Peer;

namespace OwtClient.WebRtc.Tests.Peer;

public class FrameQueueTests
{
    private readonly FramePool _pool = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_AreReadInOrder_AndTheReaderEndsWithTheQueue()
    {
        var queue = new FrameQueue(8);
        for (uint i = 0; i < 3; i++) queue.Enqueue(Frame(i));
        queue.Complete();
        Assert.Equal([0u, 1u, 2u], await ReadAllAsync(queue, Token));
        Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public async Task FullQueue_DropsTheOldestAndCounts()
    {
        var queue = new FrameQueue(2);
        for (uint i = 0; i < 5; i++) queue.Enqueue(Frame(i));
        queue.Complete();
        Assert.Equal([3u, 4u], await ReadAllAsync(queue, Token));
        Assert.Equal(3, queue.Dropped);
    }

    [Fact]
    public async Task WaitingReader_IsWokenByTheNextFrame()
    {
        var queue = new FrameQueue(2);
        await using var reader = queue.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (uint i = 0; i < 100; i++)
        {
            var next = reader.MoveNextAsync();
            Assert.False(next.IsCompleted);
            queue.Enqueue(Frame(i));
            Assert.True(await next);
            Assert.Equal(i, reader.Current.RtpTimestamp);
            reader.Current.Dispose();
        }
    }

    [Fact]
    public async Task CanceledReader_LeavesTheFramesToTheNext()
    {
        var queue = new FrameQueue(2);
        using var cancel = new CancellationTokenSource();
        var waiting = ReadAllAsync(queue, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        queue.Enqueue(Frame(7));
        queue.Complete();
        Assert.Equal([7u], await ReadAllAsync(queue, Token));
    }

    [Fact]
    public async Task SecondReader_IsRefused()
    {
        var queue = new FrameQueue(2);
        var first = ReadAllAsync(queue, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAllAsync(queue, Token));
        queue.Complete();
        Assert.Empty(await first);
    }

    [Fact]
    public void FrameAfterTheEnd_GoesBackToItsPool()
    {
        var queue = new FrameQueue(2);
        queue.Complete();
        var late = Frame(1);
        queue.Enqueue(late);
        Assert.Throws<ObjectDisposedException>(() => late.Data);
    }

    private static async Task<List<uint>> ReadAllAsync(FrameQueue queue, CancellationToken cancellationToken)
    {
        var read = new List<uint>();
        await foreach (var frame in queue.ReadAllAsync(cancellationToken))
        {
            read.Add(frame.RtpTimestamp);
            frame.Dispose();
        }

        return read;
    }

    private EncodedFrame Frame(uint number) => _pool.Rent().ToFrame(MediaCodec.Opus, true, number, TimeSpan.Zero, 0);
}
