using System.Text.Json;
using System.Threading.Channels;
using OwtClient.Signaling;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

/// <summary>Keeps what a connection raises.</summary>
internal sealed class ConnectionEvents : ISocketIoConnectionEvents
{
    private readonly TaskCompletionSource<SignalingDisconnectReason> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Channel<(string Name, JsonElement? Data)> Received { get; } = Channel.CreateUnbounded<(string Name, JsonElement? Data)>();

    /// <summary>Completes at the end; a second end fails the test that waits for it.</summary>
    public Task<SignalingDisconnectReason> Ended => _ended.Task.WaitAsync(TestContext.Current.CancellationToken);

    public bool IsEnded => _ended.Task.IsCompleted;

    public void HandleEvent(SocketIoConnection connection, string name, JsonElement? data) => Received.Writer.TryWrite((name, data));

    public void HandleEnd(SocketIoConnection connection, SignalingDisconnectReason reason, SignalingException why) => _ended.SetResult(reason);
}
