using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>A program on a <see cref="VirtualNetwork"/>, with the verbs of the engine's cores.</summary>
internal interface IVirtualHost
{
    /// <summary>When it wants to be woken, or null.</summary>
    Instant? Deadline { get; }

    void HandleTimeout(Instant now);

    /// <param name="now">The network's time.</param>
    /// <param name="local">The address of the host that it arrived at.</param>
    /// <param name="remote">Whom the host sees as sender.</param>
    /// <param name="datagram">The host's to keep and change.</param>
    void HandleDatagram(Instant now, TransportAddress local, TransportAddress remote, byte[] datagram);

    /// <summary>Takes the next datagram that the host wants to send.</summary>
    bool TryPollTransmit(Instant now, out VirtualDatagram datagram);
}
