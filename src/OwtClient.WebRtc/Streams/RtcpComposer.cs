using System.Text;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Puts RTCP compounds together: reports, names, feedback (RFC 3550 §6.1, RFC 4585 §3.1).</summary>
/// <remarks>Keeps its scratch memory, so that writing allocates nothing.</remarks>
internal sealed class RtcpComposer(RtpSessionOptions options)
{
    /// <summary>Room that a compound may need: 31 report blocks, some sender reports, a name, one NACK.</summary>
    internal const int MinRoom = 1100; // bytes

    private const int MaxNackedPackets = 64; // per message; 268 bytes at most
    private const int FeedbackRoom = 12 + (MaxNackedPackets * 4);
    private readonly byte[] _cname = Encoding.ASCII.GetBytes(options.Cname);
    private readonly ReportBlock[] _blocks = new ReportBlock[ReceiverReport.MaxBlocks];
    private readonly SequenceNumber[] _missing = new SequenceNumber[MaxNackedPackets];
    private int _firstReported; // with more streams than one report holds, the next report goes on where this one stopped

    /// <summary>Writes reports on all streams, if there is anything to report.</summary>
    /// <param name="now">The time.</param>
    /// <param name="senderSince">Streams that sent since then report as senders.</param>
    /// <param name="reporter">Who reports where nothing is sent.</param>
    /// <param name="sent">Sent streams.</param>
    /// <param name="received">Received streams.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="evenIfEmpty">Writes a report about nothing where there is nothing: feedback needs one in front.</param>
    public void WriteReports(
        Instant now,
        Instant senderSince,
        Ssrc reporter,
        List<SendStream> sent,
        List<ReceiveStream> received,
        ref RtcpWriter writer,
        bool evenIfEmpty)
    {
        ReadOnlySpan<ReportBlock> blocks = _blocks.AsSpan(0, CollectBlocks(now, received));
        var head = default(Ssrc?);
        foreach (var stream in sent)
        {
            if (!stream.IsSender(senderSince)) continue;
            if (stream.BuildSenderReport(now, options.NtpAtOrigin + now.SinceStart) is not { } report) continue;
            if (!report.TryWrite(ref writer, head is null ? blocks : default)) break;
            head ??= stream.Ssrc;
        }

        if (head is null)
        {
            if (blocks.IsEmpty && !evenIfEmpty) return;
            ReceiverReport.TryWrite(ref writer, reporter, blocks);
            head = reporter;
        }

        SourceDescription.TryWriteCname(ref writer, head.Value, _cname);
    }

    /// <summary>Writes the NACKs and key frame requests that are due, as many as fit.</summary>
    public void WriteFeedback(Instant now, Ssrc reporter, List<ReceiveStream> received, ref RtcpWriter writer)
    {
        foreach (var stream in received)
        {
            if (stream.Ssrc is not { } media) continue;
            while (stream.FeedbackDeadline <= now && writer.Room >= FeedbackRoom)
            {
                var missing = stream.TakeNacks(now, _missing);
                if (missing > 0) GenericNack.TryWrite(ref writer, reporter, media, _missing.AsSpan(0, missing), out _);
                else if (stream.TryTakeKeyFrameRequest(now)) new PictureLossIndication(reporter, media).TryWrite(ref writer);
                else break;
            }
        }
    }

    /// <summary>Writes which packets arrived, if that is due; call again while it returns true.</summary>
    public static bool TryWriteArrivals(Instant now, Ssrc reporter, TransportArrivals arrivals, ref RtcpWriter writer) =>
        writer.Room >= FeedbackRoom && arrivals.TryWrite(now, reporter, ref writer);

    /// <summary>Writes that the given sources leave (RFC 3550 §6.6): a whole compound.</summary>
    public void WriteGoodbye(Ssrc reporter, List<SendStream> sent, ref RtcpWriter writer)
    {
        Span<Ssrc> sources = stackalloc Ssrc[31];
        var count = 0;
        foreach (var stream in sent)
        {
            if (count < sources.Length) sources[count++] = stream.Ssrc;
        }

        if (count == 0) return;
        ReceiverReport.TryWrite(ref writer, reporter, default);
        SourceDescription.TryWriteCname(ref writer, reporter, _cname);
        Goodbye.TryWrite(ref writer, sources[..count]);
    }

    private int CollectBlocks(Instant now, List<ReceiveStream> received)
    {
        var (count, looked) = (0, 0);
        for (; looked < received.Count && count < _blocks.Length; looked++)
        {
            var stream = received[(_firstReported + looked) % received.Count];
            if (stream.BuildReportBlock(now, out var block)) _blocks[count++] = block;
        }

        if (received.Count > 0) _firstReported = (_firstReported + looked) % received.Count;
        return count;
    }
}
