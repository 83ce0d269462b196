using System.Text.Json;
using OwtClient.Signaling;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Does something at the n-th step of a conversation: each connection, request, answer and notification is one.</summary>
internal sealed class SteppingSignaling : ISignaling
{
    private readonly SocketIoSignaling _inner = new();
    private int _steps;
    private int _at;
    private Action _act = () => { };

    public SteppingSignaling() => _inner.DataReceived += (_, e) =>
    {
        Step();
        DataReceived?.Invoke(this, e);
        Step();
    };

    public event EventHandler<SignalingDataEventArgs>? DataReceived;

    public event EventHandler<SignalingDisconnectedEventArgs>? Disconnected
    {
        add => _inner.Disconnected += value;
        remove => _inner.Disconnected -= value;
    }

    /// <summary>Counts anew, and acts at this step, on whatever thread takes it.</summary>
    public void ActAt(int step, Action act) => (_steps, _at, _act) = (0, step, act);

    public async Task ConnectAsync(Uri portal, CancellationToken cancellationToken = default)
    {
        Step();
        await _inner.ConnectAsync(portal, cancellationToken);
        Step();
    }

    public async Task<SignalingAck> SendAsync(string name, JsonElement? data, CancellationToken cancellationToken = default)
    {
        var sending = _inner.SendAsync(name, data, cancellationToken);
        Step();
        var ack = await sending;
        Step();
        return ack;
    }

    public Task DisconnectAsync(CancellationToken cancellationToken = default) => _inner.DisconnectAsync(cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private void Step()
    {
        if (Interlocked.Increment(ref _steps) == Volatile.Read(ref _at)) _act();
    }
}
