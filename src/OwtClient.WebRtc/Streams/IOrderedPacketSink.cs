namespace OwtClient.WebRtc.Streams;

/// <summary>Takes the packets of one stream in order, each once: what a depacketiser is fed from.</summary>
internal interface IOrderedPacketSink
{
    /// <summary>The next packet of the sequence.</summary>
    void HandlePacket(in OrderedPacket packet);

    /// <summary>The next <paramref name="count"/> packets, from <paramref name="first"/> on, will never come.</summary>
    void HandleGap(long first, int count);

    /// <summary>The source began anew (other SSRC, or a jump of its sequence numbers): nothing before connects to what comes.</summary>
    void HandleRestart();
}
