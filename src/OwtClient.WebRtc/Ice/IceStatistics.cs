namespace OwtClient.WebRtc.Ice;

/// <summary>Counters of an agent. Written under its owner's lock.</summary>
internal sealed class IceStatistics
{
    public int RequestsSent { get; set; }

    public int RequestsReceived { get; set; }

    public int ResponsesSent { get; set; }

    public int ResponsesReceived { get; set; }

    public int ConsentRequestsSent { get; set; }

    /// <summary>Datagrams that were not handled, whatever the reason.</summary>
    public int Discarded { get; set; }
}
