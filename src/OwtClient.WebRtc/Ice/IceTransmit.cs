using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>A datagram to be sent now.</summary>
/// <param name="Length">Its bytes at the start of the polled span.</param>
/// <param name="Base">The local socket to send from.</param>
/// <param name="Remote">Where to.</param>
internal readonly record struct IceTransmit(int Length, TransportAddress Base, TransportAddress Remote);
