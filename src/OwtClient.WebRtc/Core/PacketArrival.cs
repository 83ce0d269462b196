namespace OwtClient.WebRtc.Core;

/// <summary>A packet that the owner hands to a track's sink once it holds no lock. Lives as long as the datagram it came in.</summary>
internal ref struct PacketArrival
{
    /// <summary>The track it is for, or null when there is nothing to hand on.</summary>
    public ReceiveTrack? Track;

    public ReceivedRtpPacket Packet;
}
