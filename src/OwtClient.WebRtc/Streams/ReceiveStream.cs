using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>
/// One received RTP stream: counts what comes, asks for what is missing, and hands packets on in arrival order (to a forwarder) and in
/// sequence order (to a depacketiser).
/// </summary>
/// <remarks>
/// Sans-IO. Inputs: <see cref="HandlePacket"/>, <see cref="HandleSenderReport"/>, <see cref="HandleTimeout"/>; outputs:
/// <see cref="TakeNacks"/>, <see cref="TryTakeKeyFrameRequest"/>, <see cref="BuildReportBlock"/>, and the two sinks, which are called
/// from within the inputs. Not thread-safe: its owner drives it, and <c>now</c> never goes back. Allocates nothing per packet; only
/// packets that come before their turn are copied.
/// </remarks>
internal sealed class ReceiveStream(ReceiveStreamOptions options, PacketPool pool)
{
    private static readonly TimeSpan DefaultRoundTripTime = TimeSpan.FromMilliseconds(100);

    // A sender begins with a key frame by itself as a rule; it is asked for when that did not come.
    private static readonly TimeSpan FirstKeyFrameWait = TimeSpan.FromMilliseconds(300);

    private readonly SourceAdmission _admission = new();
    private readonly NackGenerator _nack = new(options.Nack);
    private readonly ReorderBuffer _reorder = new(pool, options.MaxReorderedPackets);
    private IOrderedPacketSink? _orderedSink;
    private long? _next; // in turn for the ordered sink; null: whichever comes next
    private ReceptionCounters _counters; // of the present source
    private TimestampUnwrapper _timestamps;
    private JitterEstimator _jitter;
    private int _clockRate;
    private KeyFrameRequester _keyFrames;
    private Totals _totals;
    private uint _lastSenderReport; // 0: none
    private Instant _senderReportAt;
    private TimeSpan _roundTripTime = DefaultRoundTripTime;

    public ReceiveStreamOptions Options { get; } = options;

    /// <summary>The source packets come from, or null before the first.</summary>
    public Ssrc? Ssrc => _admission.Source;

    /// <summary>Type of the newest packet, or null before the first.</summary>
    public PayloadType? PayloadType { get; private set; }

    /// <summary>Whether the source said BYE and no packet came since.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gets the packets in sequence order, beginning with the next one; null: then no packet waits for another.</summary>
    public IOrderedPacketSink? OrderedSink
    {
        get => _orderedSink;
        set
        {
            _orderedSink = value;
            _next = null;
            _reorder.Clear();
        }
    }

    /// <summary>Gets the packets as they arrive, or null.</summary>
    public IPacketArrivalSink? ArrivalSink { get; set; }

    /// <summary>When <see cref="HandleTimeout"/> or one of the takers has something to do, or null.</summary>
    public Instant? Deadline => Instant.Earliest(FeedbackDeadline, GiveUpAt);

    /// <summary>When <see cref="TakeNacks"/> or <see cref="TryTakeKeyFrameRequest"/> has something to say, or null.</summary>
    public Instant? FeedbackDeadline => Instant.Earliest(_nack.NextRequestAt, Options.KeyFrameRequests ? _keyFrames.Deadline : null);

    private Instant? GiveUpAt => _nack.FirstMissedAt is { } missedAt ? missedAt + RepairWait : null;

    private TimeSpan RepairWait
    {
        get
        {
            var rounds = _roundTripTime * 5; // enough for a request or a repair to be lost now and then
            if (rounds < Options.MinRepairWait) return Options.MinRepairWait;
            return rounds > Options.MaxRepairWait ? Options.MaxRepairWait : rounds;
        }
    }

    /// <summary>Takes one packet of the stream.</summary>
    public ReceiveStatus HandlePacket(Instant now, in RtpPacketReader packet)
    {
        var admission = _admission.Admit(now, packet, out var sequence);
        if (admission == AdmissionStatus.Restarted) Restart(now);
        else if (admission != AdmissionStatus.Accepted) return Discard(admission);

        Account(now, packet, sequence);
        ArrivalSink?.HandleArrival(now, packet, sequence);
        return _orderedSink is null || TryOrder(now, packet, sequence) ? ReceiveStatus.Accepted : Discard(AdmissionStatus.Late);
    }

    /// <summary>Takes a sender report of the stream's source.</summary>
    public void HandleSenderReport(Instant now, in SenderReport report) => (_lastSenderReport, _senderReportAt) = (report.Ntp.Compact, now);

    /// <summary>The source left. What waits for its turn is handed on; a packet that comes nevertheless revives the stream.</summary>
    public void HandleGoodbye(Instant now)
    {
        if (HasEnded || Ssrc is null) return;
        HasEnded = true;
        _nack.Clear();
        DeliverUpTo(now, _counters.Highest + 1);
        _keyFrames.Satisfy();
    }

    /// <summary>Gives up packets that have been missing for too long.</summary>
    public void HandleTimeout(Instant now)
    {
        if (GiveUpAt is not { } at || now < at) return;
        _nack.GiveUpMissedBy(now - RepairWait);
        DeliverUpTo(now, _counters.Highest + 1);
    }

    /// <summary>Sets the round-trip time of the path, from reports or connectivity checks.</summary>
    public void SetRoundTripTime(TimeSpan roundTripTime) => _roundTripTime = roundTripTime;

    /// <summary>Asks for a key frame, as soon as the spacing of requests allows.</summary>
    public void RequestKeyFrame(Instant now) => _keyFrames.Request(now);

    /// <summary>A frame was put together from what <see cref="OrderedSink"/> got.</summary>
    public void HandleFrame(bool isKeyFrame)
    {
        _totals.Frames++;
        if (!isKeyFrame) return;
        _totals.KeyFrames++;
        _keyFrames.Satisfy();
    }

    /// <summary>Takes the packets to ask for now (<see cref="NackGenerator.TakeDue"/>). A call that yields some is one message.</summary>
    public int TakeNacks(Instant now, Span<SequenceNumber> missing)
    {
        var count = _nack.TakeDue(now, _roundTripTime, missing);
        if (count > 0) _totals.Nacks++;
        return count;
    }

    /// <summary>Whether to send a picture loss indication now.</summary>
    public bool TryTakeKeyFrameRequest(Instant now) =>
        Options.KeyFrameRequests && _keyFrames.TryTake(now, repeat: _orderedSink is not null);

    /// <summary>What a report says about the stream (RFC 3550 §6.4.1); begins a new interval for the share lost.</summary>
    /// <returns>False before the first packet.</returns>
    public bool BuildReportBlock(Instant now, out ReportBlock block)
    {
        block = default;
        if (Ssrc is not { } source) return false;
        block = new ReportBlock(
            source,
            _counters.TakeFractionLost(),
            _counters.CumulativeLost,
            (uint)(_counters.Highest - SequenceUnwrapper.FirstCycle),
            _jitter.Value,
            _lastSenderReport,
            _lastSenderReport == 0 ? 0 : NtpTime.ToCompact(now - _senderReportAt));
        return true;
    }

    /// <summary>Counters so far. Frame losses, drops and picture size are the depacketiser's and the reader's to add.</summary>
    /// <param name="codec">Codec of <see cref="PayloadType"/>.</param>
    public InboundRtpStats GetStats(RtpCodec? codec) => new()
    {
        Mid = Options.Mid,
        Rid = Options.Rid,
        Kind = Options.Kind,
        Ssrc = Ssrc?.Value ?? 0,
        Codec = codec,
        PacketsReceived = _totals.Packets + _counters.Received,
        BytesReceived = _totals.Bytes,
        PacketsLost = _totals.Lost + _counters.Lost,
        PacketsDiscarded = _totals.Discarded,
        Jitter = _clockRate == 0 ? TimeSpan.Zero : RtpTimestamp.Duration(_jitter.Value, _clockRate),
        FramesReceived = _totals.Frames,
        KeyFramesReceived = _totals.KeyFrames,
        NackCount = _totals.Nacks,
        PliCount = _keyFrames.Count,
    };

    /// <summary>Hands pooled memory back; for when the stream is no longer received.</summary>
    public void Release() => _reorder.Clear();

    private ReceiveStatus Discard(AdmissionStatus reason)
    {
        _totals.Discarded++;
        return reason switch
        {
            AdmissionStatus.Duplicate => ReceiveStatus.Duplicate,
            AdmissionStatus.Astray => ReceiveStatus.Astray,
            _ => ReceiveStatus.Late,
        };
    }

    private void Restart(Instant now)
    {
        var isFirst = PayloadType is null;
        _totals.Packets += _counters.Received;
        _totals.Lost += _counters.Lost;
        _counters = default;
        _timestamps = default;
        _jitter = default;
        _lastSenderReport = 0;
        _nack.Clear();
        _reorder.Clear();
        _next = null;
        if (Options.Kind == MediaKind.Video && _orderedSink is not null) _keyFrames.Request(now + FirstKeyFrameWait);
        if (isFirst) return;
        ArrivalSink?.HandleRestart();
        _orderedSink?.HandleRestart();
    }

    private void Account(Instant now, in RtpPacketReader packet, long sequence)
    {
        HasEnded = false;
        var isFirst = _counters.Received == 0;
        var before = _counters.Highest;
        _counters.Count(sequence);
        _totals.Bytes += packet.Payload.Length;
        if (!isFirst && sequence < before)
        {
            _nack.Remove(sequence);
            return;
        }

        PayloadType = packet.PayloadType;
        UpdateJitter(now, packet);
        if (!isFirst && sequence > before + 1) _nack.Add(now, before + 1, sequence);
        if (_nack.Count > 0) _nack.HandleProgress(now, sequence);
    }

    private void UpdateJitter(Instant now, in RtpPacketReader packet)
    {
        var clockRate = Options.ClockRates[packet.PayloadType];
        if (clockRate != _clockRate) (_clockRate, _jitter, _timestamps) = (clockRate, default, default);
        _jitter.Update(now, _timestamps.Unwrap(packet.Timestamp), clockRate);
    }

    /// <summary>Hands a packet to the ordered sink, or keeps it until its turn.</summary>
    /// <returns>False when its turn is over.</returns>
    private bool TryOrder(Instant now, in RtpPacketReader packet, long sequence)
    {
        if (_next is null)
        {
            _next = sequence;
            _nack.GiveUpBelow(sequence); // from before there was a sink
        }

        if (sequence - _next >= _reorder.Capacity) _nack.GiveUpBelow(sequence - _reorder.Capacity + 1);
        if (sequence > _next) DeliverUpTo(now, sequence);
        if (sequence < _next) return false;
        if (sequence > _next)
        {
            // One too long to be kept (no path carries such) is a gap when its turn comes.
            if (packet.Payload.Length <= PacketPool.BufferLength) _reorder.Store(_next.Value, sequence, now, packet);
            return true;
        }

        _next++;
        _orderedSink!.HandlePacket(new OrderedPacket
        {
            Sequence = sequence,
            PayloadType = packet.PayloadType,
            Timestamp = packet.Timestamp,
            Marker = packet.Marker,
            ArrivedAt = now,
            Payload = packet.Payload,
        });
        DeliverUpTo(now, _counters.Highest + 1);
        return true;
    }

    /// <summary>Hands on what is in turn, up to the first packet still waited for; what was given up is announced as a gap.</summary>
    private void DeliverUpTo(Instant now, long end)
    {
        if (_orderedSink is not { } sink || _next is not { } next) return;
        while (next < end && next != _nack.First)
        {
            if (_reorder.TryDeliver(next, sink))
            {
                _next = ++next;
                continue;
            }

            var first = next++;
            while (next < end && next != _nack.First && !_reorder.Contains(next)) next++;
            _next = next;
            sink.HandleGap(first, (int)(next - first));
            if (Options.Kind == MediaKind.Video) _keyFrames.Request(now);
        }
    }

    /// <summary>Counts that outlive a change of source.</summary>
    private struct Totals
    {
        public long Packets; // of earlier sources
        public long Lost; // of earlier sources
        public long Bytes;
        public long Discarded;
        public long Frames;
        public long KeyFrames;
        public long Nacks;
    }
}
