namespace OwtClient.WebRtc.Core;

/// <summary>Where what one track receives goes.</summary>
internal interface ITrackSink
{
    /// <summary>Takes over a frame. Called with the connection's lock held: only queues it.</summary>
    void HandleFrame(EncodedFrame frame);

    /// <summary>Takes a packet. Called by the core's owner, with no lock held.</summary>
    void HandlePacket(in ReceivedRtpPacket packet);
}
