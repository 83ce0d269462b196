namespace OwtClient.Signaling.SocketIo;

/// <summary>A request that waits for its answer.</summary>
internal sealed class PendingRequest
{
    private readonly TaskCompletionSource<SignalingAck> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<SignalingAck> Task => _completion.Task;

    public void Complete(SignalingAck ack) => _completion.TrySetResult(ack);

    public void Fail(SignalingException exception)
    {
        _completion.TrySetException(exception);
        _ = _completion.Task.Exception; // a caller that gave up does not look any more
    }
}
