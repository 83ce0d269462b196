using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Remembers when the newest sender reports went out, to reckon the round-trip time from their echoes (RFC 3550 §6.4.1).</summary>
/// <remarks>
/// Deviates from RFC 3550 §6.4.1: the time of the report is looked up instead of read from the echo, so that neither a wall clock that
/// jumps nor a peer that makes echoes up has a say. Mutable struct; keep it in a field.
/// </remarks>
internal struct SenderReportLog
{
    private const int Size = 8; // echoes come within an interval or two
    private (uint Compact, Instant SentAt)[]? _sent;
    private int _count;

    public void Add(Instant now, NtpTime ntp)
    {
        _sent ??= new (uint, Instant)[Size];
        _sent[_count++ % Size] = (ntp.Compact, now);
    }

    /// <summary>Round-trip time, never negative; null when the block echoes no report that is remembered.</summary>
    public readonly TimeSpan? RoundTripTime(Instant now, in ReportBlock block)
    {
        if (block.LastSenderReport == 0 || _sent is null) return null;
        for (var i = Math.Max(0, _count - Size); i < _count; i++)
        {
            var (compact, sentAt) = _sent[i % Size];
            if (compact != block.LastSenderReport) continue;
            var roundTrip = now - sentAt - NtpTime.FromCompact(block.DelaySinceLastSenderReport);
            return roundTrip < TimeSpan.Zero ? TimeSpan.Zero : roundTrip;
        }

        return null;
    }
}
