using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Counts what one stream sends and what its receiver says of it. Not thread-safe.</summary>
internal sealed class SentStreamCounters(TimeProvider time)
{
    private (long Packets, long Bytes, long Frames, long KeyFrames, long PictureLosses, long FullIntraRequests) _totals;
    private ReportBlock? _report;
    private TimeSpan? _roundTripTime;
    private byte? _lastCommand;

    public void CountPacket(int payloadBytes)
    {
        _totals.Packets++;
        _totals.Bytes += payloadBytes;
    }

    public void CountFrame(bool isKeyFrame)
    {
        _totals.Frames++;
        if (isKeyFrame) _totals.KeyFrames++;
    }

    public void CountPictureLoss() => _totals.PictureLosses++;

    /// <summary>False for a repetition of the request before (RFC 5104 §4.3.1.2).</summary>
    public bool CountFullIntraRequest(byte commandNumber)
    {
        if (_lastCommand == commandNumber) return false;
        _lastCommand = commandNumber;
        _totals.FullIntraRequests++;
        return true;
    }

    public void HandleReport(in ReportBlock report)
    {
        _report = report;
        if (report.LastSenderReport == 0) return;
        // SIPSorcery stamps its reports with the wall clock (RFC 3550 §6.4.1).
        var elapsed = NtpTime.From(time.GetUtcNow()).Compact - report.LastSenderReport - report.DelaySinceLastSenderReport;
        if (elapsed < int.MaxValue) _roundTripTime = NtpTime.FromCompact(elapsed);
    }

    public OutboundRtpStats ToStats(string mid, MediaKind kind, uint ssrc, RtpCodec codec) => new()
    {
        Mid = mid,
        Kind = kind,
        Ssrc = ssrc,
        Codec = codec,
        PacketsSent = _totals.Packets,
        BytesSent = _totals.Bytes,
        FramesSent = _totals.Frames,
        KeyFramesSent = _totals.KeyFrames,
        PliCount = _totals.PictureLosses,
        FirCount = _totals.FullIntraRequests,
        RemotePacketsLost = _report?.CumulativeLost,
        RemoteFractionLost = _report is { } report ? report.FractionLost / 256.0 : null,
        RemoteJitter = _report is { } block ? RtpTimestamp.Duration(block.Jitter, codec.ClockRate) : null,
        RoundTripTime = _roundTripTime,
    };
}
