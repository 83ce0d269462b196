using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>Sends a packet to a subscriber: the engine's sender behind a track.</summary>
/// <param name="sequence">Sequence number to send with.</param>
/// <param name="timestamp">Timestamp to send with.</param>
/// <param name="packet">Everything else.</param>
internal delegate void PacketSender(SequenceNumber sequence, RtpTimestamp timestamp, in ForwardedPacket packet);
