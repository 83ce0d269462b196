using OwtClient.WebRtc;
using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Receiving;

/// <summary>Puts the packets of one section together into frames, counts, and says when a key frame is needed.</summary>
/// <remarks>
/// Trap: SIPSorcery's own assembly gives frames with holes for whole ones, so the managed engine's payload formats are used. Pure; not
/// thread-safe.
/// </remarks>
internal sealed class ReceivedStream(MediaKind kind, IReadOnlyList<NegotiatedCodec> codecs, FramePool pool)
{
    private readonly PayloadCodecs _codecs = Fill(codecs);
    private readonly PacketOrder _order = new();
    private readonly Queue<EncodedFrame> _frames = new();
    private IDepacketizer? _depacketizer;
    private JitterEstimator _jitter;
    private KeyFrameRequester _requester;
    private byte? _payloadType;
    private long _framesLostBefore; // by depacketizers that were replaced
    private uint? _lastTimestamp;
    private long _timestamp; // wraps undone
    private long _packetsLost;
    private PictureSize _size;
    private (long Packets, long Bytes, long Frames, long KeyFrames) _totals;

    /// <summary>Source of the newest packet; 0 before the first.</summary>
    public uint Ssrc { get; private set; }

    /// <summary>The codec of the newest packet, or null.</summary>
    public RtpCodec? Codec => _payloadType is { } type ? CodecOf(type) : null;

    public void HandlePacket(Instant now, Sip.RTPPacket packet)
    {
        var header = packet.Header;
        if (CodecOf((byte)header.PayloadType) is not { } codec) return;
        Ssrc = header.SyncSource;
        _totals.Packets++;
        _totals.Bytes += packet.Payload.Length;
        var received = new OrderedRtpPacket(
            header.SequenceNumber, header.Timestamp, (byte)header.PayloadType, header.MarkerBit != 0, packet.Payload);
        if (!_order.TryAdd(received)) return;
        CountJitter(now, header.Timestamp, codec.ClockRate);
        Drain(now, isFinal: false);
    }

    /// <summary>Begins to give frames: all packets that came early are there.</summary>
    public void Open(Instant now)
    {
        _order.Open();
        Drain(now, isFinal: false);
    }

    /// <summary>No more packets will come.</summary>
    public void Finish(Instant now) => Drain(now, isFinal: true);

    public bool TryTakeFrame(out EncodedFrame frame) => _frames.TryDequeue(out frame!);

    /// <summary>A key frame is wanted by the application.</summary>
    public void RequestKeyFrame(Instant now) => _requester.Request(now);

    /// <summary>Whether to ask for a key frame now.</summary>
    public bool TryTakeKeyFrameRequest(Instant now) => _requester.TryTake(now, repeat: true);

    /// <summary>The counters so far.</summary>
    public InboundRtpStats ToStats(string mid, long framesDropped) => new()
    {
        Mid = mid,
        Kind = kind,
        Ssrc = Ssrc,
        Codec = Codec,
        PacketsReceived = _totals.Packets,
        BytesReceived = _totals.Bytes,
        PacketsLost = _packetsLost,
        PacketsDiscarded = _order.Discarded,
        Jitter = Codec is { } codec ? RtpTimestamp.Duration(_jitter.Value, codec.ClockRate) : TimeSpan.Zero,
        FramesReceived = _totals.Frames,
        KeyFramesReceived = _totals.KeyFrames,
        FramesLost = FramesLost,
        FramesDropped = framesDropped,
        PliCount = _requester.Count,
        FrameWidth = _size.Width,
        FrameHeight = _size.Height,
    };

    private long FramesLost => _framesLostBefore + (_depacketizer?.FramesLost ?? 0);

    private static PayloadCodecs Fill(IReadOnlyList<NegotiatedCodec> codecs)
    {
        var filled = new PayloadCodecs();
        filled.Add(codecs);
        return filled;
    }

    private RtpCodec? CodecOf(byte payloadType) => _codecs[new PayloadType(payloadType)]?.Codec;

    private void Drain(Instant now, bool isFinal)
    {
        while (_order.TryTake(out var packet, out var missing, isFinal))
        {
            if (missing > 0) HandleGap(now, missing);
            if (packet.PayloadType != _payloadType) Begin(packet.PayloadType);
            if (_depacketizer is not { } depacketizer) continue;
            depacketizer.HandlePacket(packet.Payload, packet.Timestamp, packet.Marker);
            while (depacketizer.TryTakeFrame(out var frame)) Deliver(frame);
        }
    }

    private void HandleGap(Instant now, int missing)
    {
        _packetsLost += missing;
        _depacketizer?.HandleGap(missing);
        if (kind == MediaKind.Video) _requester.Request(now);
    }

    private void Begin(byte payloadType)
    {
        _framesLostBefore = FramesLost;
        _payloadType = payloadType;
        var codec = CodecOf(payloadType)!;
        _depacketizer = PayloadFormats.CreateDepacketizer(codec.Codec, codec.ClockRate, pool);
    }

    private void Deliver(EncodedFrame frame)
    {
        _totals.Frames++;
        if (frame.IsKeyFrame)
        {
            _totals.KeyFrames++;
            _requester.Satisfy();
            if (PictureSize.TryRead(frame.Codec, frame.Data.Span, out var size)) _size = size;
        }

        _frames.Enqueue(frame);
    }

    private void CountJitter(Instant now, uint timestamp, int clockRate)
    {
        _timestamp += _lastTimestamp is { } last ? (int)(timestamp - last) : 0;
        _lastTimestamp = timestamp;
        _jitter.Update(now, _timestamp, clockRate);
    }
}
