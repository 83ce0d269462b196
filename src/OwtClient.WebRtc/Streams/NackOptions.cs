namespace OwtClient.WebRtc.Streams;

/// <summary>When a receiver asks for missing packets, and for how long.</summary>
internal sealed record NackOptions
{
    /// <summary>Asks for nothing: gaps only wait for late packets.</summary>
    public static NackOptions Off { get; } = new() { MaxRequests = 0 };

    /// <summary>A packet is asked for when it has been missing for so long. The default value is 10 ms.</summary>
    public TimeSpan ReorderTolerance { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A packet is also asked for when one this much newer has arrived. The default value is 3, as in TCP (RFC 5681).</summary>
    public int ReorderPackets { get; init; } = 3;

    /// <summary>Requests per packet at most. The default value is 10.</summary>
    public int MaxRequests { get; init; } = 10;

    /// <summary>Added to the round-trip time between two requests for the same packet. The default value is 10 ms.</summary>
    public TimeSpan RepeatMargin { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Missing packets remembered at most; beyond, the oldest are given up. The default value is 512.</summary>
    public int MaxMissing { get; init; } = 512;
}
