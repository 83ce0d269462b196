using System.Buffers.Binary;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>All RTP streams of a connection, sent and received, with the RTCP between them (RFC 3550 §3, "RTP session").</summary>
/// <remarks>
/// Sans-IO, after decryption and before encryption. Inputs: <see cref="HandleRtp(Instant, ReadOnlySpan{byte})"/>, <see cref="HandleRtcp"/>,
/// <see cref="HandleTimeout"/>. After each of them, and after <see cref="ReceiveStream.RequestKeyFrame"/>, the owner drains
/// <see cref="TryPollTransmit"/>, then <see cref="TryPollEvent"/>, and re-arms its timer from <see cref="Deadline"/>. What is sent for
/// the first time goes through <see cref="SendStream"/>, on the path of its own that needs no polling. Not thread-safe; <c>now</c> never
/// goes back. Allocates nothing per packet after warm-up.
/// </remarks>
internal sealed class RtpSession
{
    private readonly IRandomSource _random;
    private readonly RtcpComposer _composer;
    private readonly List<SendStream> _sent = [];
    private readonly List<ReceiveStream> _received = [];
    private readonly Queue<ReceiveStream> _ended = new();
    private readonly TransportArrivals _arrivals = new();
    private readonly Ssrc _receiverSsrc; // who reports while nothing is sent
    private RtcpScheduler _scheduler;

    public RtpSession(RtpSessionOptions options, IRandomSource random)
    {
        _random = random;
        _composer = new RtcpComposer(options);
        _receiverSsrc = Ssrc.Random(random);
        _scheduler = new RtcpScheduler(random);
    }

    /// <summary>Finds the stream of a received packet; the owner tells it payload types, signalled sources and header extensions.</summary>
    public RtpRouter<ReceiveStream> Router { get; } = new();

    public IReadOnlyList<SendStream> SendStreams => _sent;

    public IReadOnlyList<ReceiveStream> ReceiveStreams => _received;

    /// <summary>Numbers the packets of all sent streams.</summary>
    public TransportSequenceCounter TransportSequence { get; } = new();

    /// <summary>Whether feedback may go without a report in front (RFC 5506), once <c>a=rtcp-rsize</c> was negotiated.</summary>
    public bool ReducedSize { get; set; }

    /// <summary>Whether the peer wants to know which packets arrived when (<c>transport-cc</c> was negotiated).</summary>
    public bool ReportsArrivals { get; set; }

    /// <summary>Bandwidth that the peer believes to have by its newest REMB, or null.</summary>
    public long? RemoteEstimatedBitsPerSecond { get; private set; }

    /// <summary>When <see cref="HandleTimeout"/> or the polls have something to do, or null.</summary>
    public Instant? Deadline
    {
        get
        {
            var deadline = Instant.Earliest(ReportDeadline, _arrivals.Deadline);
            foreach (var stream in _received) deadline = Instant.Earliest(deadline, stream.Deadline);
            foreach (var stream in _sent) deadline = Instant.Earliest(deadline, stream.KeyFrameRequestAt);
            return deadline;
        }
    }

    /// <summary>Until media flows there is nothing to report, and nobody is to be woken for it: silent connections cost next to nothing.</summary>
    private Instant? ReportDeadline
    {
        get
        {
            foreach (var stream in _sent)
            {
                if (stream.HasSent) return _scheduler.Deadline;
            }

            foreach (var stream in _received)
            {
                if (stream.Ssrc is not null) return _scheduler.Deadline;
            }

            return null;
        }
    }

    private bool HasVideo =>
        _sent.Exists(static stream => stream.Options.Kind == MediaKind.Video)
        || _received.Exists(static stream => stream.Options.Kind == MediaKind.Video);

    private Ssrc Reporter => _sent.Count > 0 ? _sent[0].Ssrc : _receiverSsrc;

    /// <summary>Draws a source identifier that no stream of this side has.</summary>
    public Ssrc AllocateSsrc()
    {
        Ssrc ssrc;
        do ssrc = Ssrc.Random(_random);
        while (ssrc == _receiverSsrc || _sent.Exists(stream => stream.Ssrc == ssrc));
        return ssrc;
    }

    /// <summary>Adds a stream to send.</summary>
    public SendStream AddSendStream(SendStreamOptions options)
    {
        var stream = new SendStream(options, _random);
        _sent.Add(stream);
        return stream;
    }

    /// <summary>Adds a stream to receive, known to <see cref="Router"/> by its section and layer.</summary>
    public ReceiveStream AddReceiveStream(ReceiveStreamOptions options)
    {
        var stream = new ReceiveStream(options, PacketPool.Shared);
        _received.Add(stream);
        Router.Add(options.Mid, options.Rid, stream);
        return stream;
    }

    public void Remove(SendStream stream) => _sent.Remove(stream);

    public void Remove(ReceiveStream stream)
    {
        if (!_received.Remove(stream)) return;
        Router.Remove(stream);
        stream.Release();
    }

    /// <summary>The transport is up: regular reports begin.</summary>
    public void Start(Instant now) => _scheduler.Start(now, HasVideo);

    /// <summary>Takes a decrypted RTP packet; the sinks of its stream are called from within.</summary>
    public ReceiveStatus HandleRtp(Instant now, ReadOnlySpan<byte> datagram) =>
        RtpPacketReader.Parse(datagram, out var packet) == RtpParseStatus.Ok ? HandleRtp(now, packet, out _) : ReceiveStatus.Malformed;

    /// <summary>Takes a decrypted RTP packet already read, and says which stream it was for.</summary>
    public ReceiveStatus HandleRtp(Instant now, in RtpPacketReader packet, out ReceiveStream? stream)
    {
        if (ReportsArrivals) NoteArrival(now, packet);
        Router.Route(packet, out stream);
        return stream is null ? ReceiveStatus.Unroutable : stream.HandlePacket(now, packet);
    }

    /// <summary>What a packet for <paramref name="stream"/> can have made of <see cref="Deadline"/>; others have not moved.</summary>
    public Instant? DeadlineAfter(ReceiveStream stream) =>
        Instant.Earliest(_scheduler.Deadline, Instant.Earliest(stream.Deadline, _arrivals.Deadline));

    /// <summary>Takes a decrypted RTCP datagram.</summary>
    public RtcpParseStatus HandleRtcp(Instant now, ReadOnlySpan<byte> datagram)
    {
        var status = RtcpCompoundReader.Parse(datagram, out var compound);
        while (compound.TryRead(out var packet)) Dispatch(now, packet);
        return status;
    }

    /// <summary>Gives up what was waited for too long.</summary>
    public void HandleTimeout(Instant now)
    {
        foreach (var stream in _received) stream.HandleTimeout(now);
    }

    /// <summary>Sets the round-trip time as connectivity checks measure it; reports refine it.</summary>
    public void SetRoundTripTime(TimeSpan roundTripTime)
    {
        foreach (var stream in _received) stream.SetRoundTripTime(roundTripTime);
    }

    /// <summary>Writes the next datagram to send: repairs first, then reports and feedback that are due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="destination">At least <see cref="RtcpComposer.MinRoom"/> bytes, and as long as the longest packet committed.</param>
    /// <param name="length">Bytes written.</param>
    /// <param name="kind">What to do with them.</param>
    public bool TryPollTransmit(Instant now, Span<byte> destination, out int length, out RtpTransmitKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, RtcpComposer.MinRoom, nameof(destination));
        kind = RtpTransmitKind.ProtectedRtp;
        foreach (var stream in _sent)
        {
            if (stream.TryTakeRepair(destination, out length)) return true;
        }

        kind = RtpTransmitKind.Rtcp;
        length = WriteRtcp(now, destination);
        return length > 0;
    }

    /// <summary>Writes that all sent streams end, for the moment before the transport is closed.</summary>
    /// <returns>Bytes written; 0 when nothing was sent.</returns>
    public int WriteGoodbye(Span<byte> destination)
    {
        var writer = new RtcpWriter(destination);
        _composer.WriteGoodbye(Reporter, _sent, ref writer);
        return writer.Length;
    }

    /// <summary>Takes the next event.</summary>
    public bool TryPollEvent(Instant now, out RtpSessionEvent item)
    {
        foreach (var stream in _sent)
        {
            if (!stream.TryTakeKeyFrameRequest(now)) continue;
            item = new RtpSessionEvent(stream, null);
            return true;
        }

        var any = _ended.TryDequeue(out var ended);
        item = new RtpSessionEvent(null, ended);
        return any;
    }

    private int WriteRtcp(Instant now, Span<byte> destination)
    {
        var writer = new RtcpWriter(destination);
        var senderSince = now - (RtcpScheduler.AudioInterval * 2);
        var regular = _scheduler.IsDue(now);
        var feedback = IsFeedbackDue(now) || _arrivals.Deadline <= now;
        if (regular) _scheduler.Reschedule(now, HasVideo);
        if (regular || (feedback && !ReducedSize))
        {
            _composer.WriteReports(now, senderSince, Reporter, _sent, _received, ref writer, evenIfEmpty: feedback);
        }

        if (feedback) _composer.WriteFeedback(now, Reporter, _received, ref writer);
        while (RtcpComposer.TryWriteArrivals(now, Reporter, _arrivals, ref writer)) continue;
        return writer.Length;
    }

    private void NoteArrival(Instant now, in RtpPacketReader packet)
    {
        var id = Router.Extensions.IdOf(HeaderExtensionKind.TransportSequence);
        if (!packet.TryGetExtension(id, out var number) || number.Length != 2) return;
        _arrivals.Add(now, new SequenceNumber(BinaryPrimitives.ReadUInt16BigEndian(number)), packet.Ssrc);
    }

    private bool IsFeedbackDue(Instant now)
    {
        foreach (var stream in _received)
        {
            if (stream.FeedbackDeadline <= now) return true;
        }

        return false;
    }

    private void Dispatch(Instant now, in RtcpPacketReader packet)
    {
        switch (packet.Type)
        {
            case RtcpPacketType.SenderReport when SenderReport.TryRead(packet, out var report, out var blocks):
                if (Router.TryGet(report.Sender, out var stream)) stream!.HandleSenderReport(now, report);
                HandleReportBlocks(now, blocks);
                break;
            case RtcpPacketType.ReceiverReport when ReceiverReport.TryRead(packet, out _, out var blocks):
                HandleReportBlocks(now, blocks);
                break;
            case RtcpPacketType.Goodbye when Goodbye.TryRead(packet, out var goodbye):
                HandleGoodbye(now, goodbye);
                break;
            case RtcpPacketType.TransportFeedback when GenericNack.TryRead(packet, out var nack):
                Find(nack.Media)?.HandleNack(now, nack);
                break;
            case RtcpPacketType.PayloadFeedback:
                HandlePayloadFeedback(now, packet);
                break;
        }
    }

    private void HandlePayloadFeedback(Instant now, in RtcpPacketReader packet)
    {
        if (PictureLossIndication.TryRead(packet, out var loss))
        {
            Find(loss.Media)?.HandlePictureLossIndication(now);
        }
        else if (FullIntraRequest.TryRead(packet, out var request))
        {
            for (var i = 0; i < request.Count; i++) Find(request[i].Media)?.HandleFullIntraRequest(now, request[i].CommandNumber);
        }
        else if (ReceiverEstimatedBitrate.TryRead(packet, out var estimate))
        {
            RemoteEstimatedBitsPerSecond = estimate.BitsPerSecond;
        }
    }

    private void HandleReportBlocks(Instant now, in ReportBlocks blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (Find(block.Source) is not { } stream) continue;
            stream.HandleReportBlock(now, block);
            if (stream.RoundTripTime is { } roundTripTime) SetRoundTripTime(roundTripTime);
        }
    }

    private void HandleGoodbye(Instant now, in Goodbye goodbye)
    {
        for (var i = 0; i < goodbye.Count; i++)
        {
            if (!Router.TryGet(goodbye[i], out var stream) || stream!.Ssrc != goodbye[i] || stream.HasEnded) continue;
            stream.HandleGoodbye(now);
            _ended.Enqueue(stream);
        }
    }

    private SendStream? Find(Ssrc ssrc)
    {
        foreach (var stream in _sent)
        {
            if (stream.Ssrc == ssrc) return stream;
        }

        return null;
    }
}
