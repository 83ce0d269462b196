namespace OwtClient.WebRtc.Streams;

/// <summary>What a sender keeps for those who ask again.</summary>
/// <param name="MaxPackets">Packets kept at most; 0 keeps none.</param>
/// <param name="MaxAge">Older packets go: nobody waits for them any more.</param>
internal sealed record RetransmissionOptions(int MaxPackets, TimeSpan MaxAge)
{
    /// <summary>Bytes per packet on which the memory bound is reckoned: a full payload with headers and authentication tag.</summary>
    internal const int TypicalPacketLength = 1280;

    /// <summary>Nothing is kept (<c>nack</c> was not negotiated).</summary>
    public static RetransmissionOptions Off { get; } = new(0, TimeSpan.Zero);

    /// <summary>As many packets as OWT servers keep (PROTOCOL §6.8), for two seconds.</summary>
    public static RetransmissionOptions Video { get; } = new(600, TimeSpan.FromSeconds(2));

    /// <summary>One second at the shortest usual packet time of 10 ms.</summary>
    public static RetransmissionOptions Audio { get; } = new(100, TimeSpan.FromSeconds(1));

    /// <summary>Least time between two repairs by the same packet, however short the round trip. The default value is 10 ms.</summary>
    public TimeSpan MinRepeat { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Bytes kept at most.</summary>
    public int MaxBytes => MaxPackets * TypicalPacketLength;
}
