using OwtClient.WebRtc.Rtcp;

namespace OwtClient.WebRtc.Streams;

/// <summary>How many packets were expected, came and are lost (RFC 3550 §A.3).</summary>
/// <remarks>Mutable struct; keep it in a field. Counts each packet once: duplicates are kept away by the caller.</remarks>
internal struct ReceptionCounters
{
    private long _first;
    private long _expectedBefore;
    private long _receivedBefore;

    /// <summary>Packets received.</summary>
    public long Received { get; private set; }

    /// <summary>Highest sequence number, wraps undone.</summary>
    public long Highest { get; private set; }

    public readonly long Expected => Received == 0 ? 0 : Highest - _first + 1;

    /// <summary>Packets expected less packets received.</summary>
    public readonly long Lost => Expected - Received;

    public void Count(long sequence)
    {
        if (Received++ == 0) (_first, Highest) = (sequence, sequence);
        else if (sequence > Highest) Highest = sequence;
    }

    /// <summary>Share lost since the call before, in 1/256 (RFC 3550 §6.4.1); 0 when more came than were expected.</summary>
    public byte TakeFractionLost()
    {
        var expected = Expected - _expectedBefore;
        var lost = expected - (Received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (Expected, Received);
        return expected <= 0 || lost <= 0 ? (byte)0 : (byte)Math.Min(byte.MaxValue, (lost << 8) / expected);
    }

    /// <summary><see cref="Lost"/> as a report block holds it.</summary>
    public readonly int CumulativeLost => (int)Math.Clamp(Lost, ReportBlock.MinLost, ReportBlock.MaxLost);
}
