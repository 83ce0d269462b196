using OwtClient.SipSorcery.Engine;
using OwtClient.WebRtc;

namespace OwtClient.SipSorcery;

/// <summary>Makes peer connections that run on SIPSorcery: for apps that use its media endpoints already.</summary>
/// <remarks>
/// Thread-safe. Disposing closes connections that are still open. What SIPSorcery cannot do throws <see cref="NotSupportedException"/>
/// with its name; the README of the package lists it. SIPSorcery's own log is process-wide and stays the application's
/// (<c>SIPSorcery.LogFactory.Set</c>); what the connections log themselves goes to <see cref="PeerConnectionOptions.LoggerFactory"/>.
/// </remarks>
public sealed class SipSorceryPeerConnectionFactory : IPeerConnectionFactory
{
    private readonly object _gate = new();
    private readonly EngineResources _shared;
    private readonly HashSet<SipSorceryPeerConnection> _open = [];
    private bool _disposed;

    /// <summary>Makes a factory, and begins to make its certificate. Sockets are opened by connections.</summary>
    /// <param name="options">Settings of all connections, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The range of ports is not one SIPSorcery can work with.</exception>
    public SipSorceryPeerConnectionFactory(SipSorceryOptions? options = null)
    {
        Options = options ?? new SipSorceryOptions();
        _shared = new EngineResources(Options);
    }

    /// <summary>The settings it was made with.</summary>
    public SipSorceryOptions Options { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">An ICE server has a scheme that SIPSorcery does not handle safely.</exception>
    /// <remarks>Opens the connection's socket and asks its STUN and TURN servers at once: SIPSorcery gathers when it is made.</remarks>
    public IPeerConnection CreatePeerConnection(PeerConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var connection = new SipSorceryPeerConnection(_shared, options, Forget);
            _open.Add(connection);
            return connection;
        }
    }

    /// <summary>Closes what is still open. Idempotent, never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        SipSorceryPeerConnection[] open;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            open = [.. _open];
        }

        foreach (var connection in open) await connection.DisposeAsync().ConfigureAwait(false);
        await _shared.DisposeAsync().ConfigureAwait(false);
    }

    private void Forget(SipSorceryPeerConnection connection)
    {
        lock (_gate) _open.Remove(connection);
    }
}
