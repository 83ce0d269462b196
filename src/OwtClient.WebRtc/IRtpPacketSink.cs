namespace OwtClient.WebRtc;

/// <summary>Takes RTP packets as they arrive: for servers and gateways that forward packets instead of assembling frames.</summary>
public interface IRtpPacketSink
{
    /// <summary>Handles one packet, decrypted and counted, in order of arrival. Repaired packets come late, duplicates do not come.</summary>
    /// <param name="packet">Valid during the call only.</param>
    /// <remarks>
    /// Called on the thread that receives for many connections, with no lock held: it must neither block nor throw. What it throws is
    /// logged and goes no further. Calls for one receiver never overlap.
    /// </remarks>
    void HandlePacket(in ReceivedRtpPacket packet);
}
