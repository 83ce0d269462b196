using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>A datagram on a <see cref="VirtualNetwork"/>.</summary>
/// <param name="From">As the sender's host sees itself; as the receiver sees it, once delivered.</param>
/// <param name="To">Where it was sent.</param>
/// <param name="Bytes">Not changed on the way.</param>
internal readonly record struct VirtualDatagram(TransportAddress From, TransportAddress To, byte[] Bytes);
