namespace OwtClient.SipSorcery.Receiving;

/// <summary>What of a received packet counts for frames. Owns its payload, which SIPSorcery made for it.</summary>
internal readonly record struct OrderedRtpPacket(ushort SequenceNumber, uint Timestamp, byte PayloadType, bool Marker, byte[] Payload);
