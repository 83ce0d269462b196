using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>Makes peer connections without media or network, for tests of conference code. Thread-safe.</summary>
public sealed class FakePeerConnectionFactory : IPeerConnectionFactory
{
    private readonly object _gate = new();
    private readonly List<FakePeerConnection> _connections = [];

    /// <summary>Whether new connections are connected as soon as both descriptions are set. The default value is true.</summary>
    public bool ConnectsByItself { get; set; } = true;

    /// <summary>Called with each new connection before it is handed out, to prepare it.</summary>
    public Action<FakePeerConnection>? Prepare { get; set; }

    /// <summary>All connections made so far, in order. A snapshot.</summary>
    public IReadOnlyList<FakePeerConnection> Connections
    {
        get
        {
            lock (_gate) return [.. _connections];
        }
    }

    /// <inheritdoc/>
    public IPeerConnection CreatePeerConnection(PeerConnectionOptions options)
    {
        var connection = new FakePeerConnection(options) { ConnectsByItself = ConnectsByItself };
        Prepare?.Invoke(connection);
        lock (_gate) _connections.Add(connection);
        return connection;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
