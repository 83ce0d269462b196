using System.Threading.Channels;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

/// <summary>A transport whose server is the test.</summary>
internal sealed class ScriptedTransport : IEngineIoTransport
{
    private readonly Channel<string?> _incoming = Channel.CreateUnbounded<string?>();
    private readonly Channel<string> _outgoing = Channel.CreateUnbounded<string>();

    public bool IsDisposed { get; private set; }

    /// <summary>The server sends a packet; null ends the transport.</summary>
    public void Arrive(string? packet) => _incoming.Writer.TryWrite(packet);

    /// <summary>What the client sends next.</summary>
    public ValueTask<string> SentAsync() => _outgoing.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>What the client has sent and nobody looked at.</summary>
    public bool TryTakeSent(out string? packet) => _outgoing.Reader.TryRead(out packet);

    public ValueTask<string?> ReceiveAsync(CancellationToken cancellationToken) => _incoming.Reader.ReadAsync(cancellationToken);

    public Task SendAsync(IReadOnlyList<string> packets, CancellationToken cancellationToken)
    {
        foreach (var packet in packets) _outgoing.Writer.TryWrite(packet);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
