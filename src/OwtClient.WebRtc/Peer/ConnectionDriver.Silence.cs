using OwtClient.WebRtc.Io;

namespace OwtClient.WebRtc.Peer;

/// <summary>Falling silent: what a peer sees of a host that lost its power.</summary>
internal sealed partial class ConnectionDriver
{
    /// <summary>Gives up the share of the sockets: nothing is sent or received any more, a goodbye among it.</summary>
    public void Silence()
    {
        UdpRegistration? udp;
        lock (_gate)
        {
            udp = _udp;
            (_udp, _path, _paths.Target) = (null, null, null);
        }

        udp?.Dispose();
    }
}
