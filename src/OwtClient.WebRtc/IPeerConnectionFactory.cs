namespace OwtClient.WebRtc;

/// <summary>Makes peer connections: the seam between conference code and an engine.</summary>
/// <remarks>Thread-safe. Owns what its connections share (sockets, certificate); dispose it after them.</remarks>
public interface IPeerConnectionFactory : IAsyncDisposable
{
    /// <summary>Makes a connection that has not begun anything yet. The caller owns it.</summary>
    /// <exception cref="ObjectDisposedException">The factory was disposed.</exception>
    IPeerConnection CreatePeerConnection(PeerConnectionOptions options);
}
