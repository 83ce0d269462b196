namespace OwtClient.WebRtc.Frames;

/// <summary>Reuses the memory of received frames. Thread-safe: frames are disposed wherever the application is done with them.</summary>
internal sealed class FramePool
{
    // First in, first out, and never the last few: the frame object returns with its memory, so a second Dispose by a careless
    // owner finds it still at rest here, where it does nothing.
    private const int AlwaysAtRest = 32;
    private const int MaxAtRest = 256;
    private const int MaxKeptBytes = 1 << 20; // one huge key frame must not hold its memory for ever
    private readonly object _gate = new();
    private readonly Queue<FrameBuffer> _free = new(AlwaysAtRest * 2);

    /// <summary>An empty buffer: a returned one, or a new one.</summary>
    public FrameBuffer Rent()
    {
        lock (_gate)
        {
            if (_free.Count > AlwaysAtRest) return _free.Dequeue();
        }

        return new FrameBuffer(this);
    }

    internal void Return(FrameBuffer buffer)
    {
        buffer.Clear();
        if (buffer.Capacity > MaxKeptBytes) return;
        lock (_gate)
        {
            if (_free.Count < MaxAtRest) _free.Enqueue(buffer);
        }
    }
}
