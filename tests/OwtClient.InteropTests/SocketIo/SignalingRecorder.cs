using System.Threading.Channels;
using OwtClient.Signaling;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>Keeps what a signaling raises, in order.</summary>
internal sealed class SignalingRecorder
{
    private readonly Channel<SignalingDataEventArgs> _data = Channel.CreateUnbounded<SignalingDataEventArgs>();
    private readonly TaskCompletionSource<SignalingDisconnectedEventArgs> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SignalingRecorder(ISignaling signaling)
    {
        signaling.DataReceived += (_, e) => _data.Writer.TryWrite(e);
        signaling.Disconnected += (_, e) => _disconnected.TrySetResult(e);
    }

    public Task<SignalingDisconnectedEventArgs> Disconnected => _disconnected.Task.WaitAsync(TestContext.Current.CancellationToken);

    public bool IsDisconnected => _disconnected.Task.IsCompleted;

    public ValueTask<SignalingDataEventArgs> NextAsync() => _data.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
