using OwtClient.WebRtc.Peer;

namespace OwtClient.WebRtc;

/// <summary>Makes peer connections that run in managed code alone; they share sockets, receive threads and a certificate.</summary>
/// <remarks>Thread-safe. Disposing closes connections that are still open.</remarks>
public sealed class PeerConnectionFactory : IPeerConnectionFactory
{
    private readonly object _gate = new();
    private readonly SharedResources _shared;
    private readonly HashSet<PeerConnection> _open = [];
    private bool _disposed;

    /// <summary>Makes a factory. Sockets are opened when a connection first needs them.</summary>
    /// <param name="options">Settings of all connections, or null for the defaults.</param>
    public PeerConnectionFactory(PeerConnectionFactoryOptions? options = null)
    {
        Options = options ?? new PeerConnectionFactoryOptions();
        _shared = new SharedResources(Options);
    }

    /// <summary>The settings it was made with.</summary>
    public PeerConnectionFactoryOptions Options { get; }

    /// <inheritdoc cref="IPeerConnectionFactory.CreatePeerConnection"/>
    public PeerConnection CreatePeerConnection(PeerConnectionOptions? options = null)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            options ??= new PeerConnectionOptions();
            var connection = new PeerConnection(_shared, options, Forget);
            _open.Add(connection);
            return connection;
        }
    }

    IPeerConnection IPeerConnectionFactory.CreatePeerConnection(PeerConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return CreatePeerConnection(options);
    }

    /// <summary>Closes what is still open, then the sockets; waits for their threads. Idempotent, never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        PeerConnection[] open;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            open = [.. _open];
        }

        foreach (var connection in open) await connection.DisposeAsync().ConfigureAwait(false);
        await _shared.WarmUp.ConfigureAwait(false);
        _shared.Dispose();
    }

    private void Forget(PeerConnection connection)
    {
        lock (_gate) _open.Remove(connection);
    }
}
