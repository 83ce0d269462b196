namespace OwtClient.Server.Rooms;

/// <summary>Wakes whoever waits for something to change.</summary>
/// <remarks>Thread-safe; may be pulsed under a lock: those who wait go on elsewhere.</remarks>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next change. Take it before looking at what may change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse()
    {
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
