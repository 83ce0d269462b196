namespace OwtClient.WebRtc.Core;

/// <summary>Counters of the transport below the streams.</summary>
internal struct CoreStatistics
{
    public long BytesSent;
    public long BytesReceived;
    public long PacketsSent;
    public long PacketsReceived;

    /// <summary>Malformed, not authentic, replayed or unroutable.</summary>
    public long PacketsDiscarded;

    public void CountSent(int length)
    {
        PacketsSent++;
        BytesSent += length;
    }

    public void CountReceived(int length)
    {
        PacketsReceived++;
        BytesReceived += length;
    }
}
