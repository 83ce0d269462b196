using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>One sent RTP stream: numbers and stamps packets, keeps them for repairs, and digests what the receiver reports.</summary>
/// <remarks>
/// Sans-IO. A packet is made in two steps, because it is kept in its protected form: <see cref="WritePacket(Instant, in OutgoingPacket,
/// ReadOnlySpan{byte}, Span{byte})"/> (or <see cref="TryWritePacket"/>), protect in place, <see cref="Commit"/>. Not thread-safe.
/// Allocates nothing per packet after warm-up.
/// </remarks>
internal sealed class SendStream
{
    private const int MaxPendingRepairs = 256;
    private static readonly TimeSpan DefaultRoundTripTime = TimeSpan.FromMilliseconds(50);
    private readonly OutgoingExtensions _extensions;
    private readonly OutgoingExtensions _extensionsWithLevel;
    private readonly RetransmissionBuffer _kept;
    private readonly RtpTimestamp _timestampOffset;
    private readonly Queue<SequenceNumber> _repairs = new();
    private SequenceNumber _next;
    private SequenceNumber _writing;
    private RtpTimestamp _writingTimestamp;
    private RtpTimestamp _lastTimestamp;
    private Instant _lastTimestampAt; // when the first packet of that timestamp went out
    private Instant? _lastSentAt;
    private SenderReportLog _reports;
    private KeyFrameDemand _keyFrames;
    private byte? _lastFullIntraRequest;
    private ReportBlock? _remote;
    private Totals _totals;

    public SendStream(SendStreamOptions options, IRandomSource random)
    {
        Options = options;
        _extensions = new OutgoingExtensions(options, withAudioLevel: false);
        _extensionsWithLevel = new OutgoingExtensions(options, withAudioLevel: true);
        _kept = new RetransmissionBuffer(options.Retransmission);

        // Random starts make the headers unpredictable (RFC 3550 §5.1). The top bit is left clear so that no stream's first packets
        // straddle a wrap, where a receiver that missed some could guess the SRTP roll-over counter wrong (RFC 3711 §3.3.1).
        Span<byte> start = stackalloc byte[6];
        random.Fill(start);
        _next = new SequenceNumber((ushort)((start[0] << 8 | start[1]) & 0x7fff));
        _timestampOffset = new RtpTimestamp(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(start[2..]));
    }

    public SendStreamOptions Options { get; }

    public Ssrc Ssrc => Options.Ssrc;

    /// <summary>Bytes in front of the payload, the most a packet of this stream has.</summary>
    public int MaxHeaderLength => RtpPacketReader.FixedHeaderLength + _extensionsWithLevel.Length;

    /// <summary>The number of the next packet.</summary>
    public SequenceNumber NextSequenceNumber => _next;

    /// <summary>Round-trip time by the newest report that allows to tell, or null.</summary>
    public TimeSpan? RoundTripTime { get; private set; }

    /// <summary>When <see cref="TryTakeKeyFrameRequest"/> has something to say, or null.</summary>
    public Instant? KeyFrameRequestAt => _keyFrames.Deadline;

    /// <summary>Whether a packet was ever sent.</summary>
    public bool HasSent => _lastSentAt is not null;

    /// <summary>Whether a packet was sent at or after <paramref name="since"/>: who did sends sender reports (RFC 3550 §6.3.8).</summary>
    public bool IsSender(Instant since) => _lastSentAt >= since;

    /// <summary>The RTP timestamp of an instant of the source: random offset plus clock units, rounded to the nearest.</summary>
    public RtpTimestamp ToRtpTimestamp(TimeSpan sourceTime) => _timestampOffset + RtpTimestamp.Units(sourceTime, Options.ClockRate);

    /// <summary>Writes the next packet of the frame <paramref name="packetizer"/> was started with; protect and commit it.</summary>
    /// <param name="now">When the packet is sent.</param>
    /// <param name="packetizer">Writes the payload right into the packet.</param>
    /// <param name="packet">Type and timestamp; the marker is the packetiser's.</param>
    /// <param name="destination">Room for <see cref="MaxHeaderLength"/> and the payload.</param>
    /// <param name="length">Bytes of the packet.</param>
    /// <param name="payloadLength">Bytes of its payload.</param>
    /// <returns>False when the frame is finished.</returns>
    public bool TryWritePacket(
        Instant now, IPacketizer packetizer, in OutgoingPacket packet, Span<byte> destination, out int length, out int payloadLength)
    {
        length = 0;
        var headerLength = RtpPacketReader.FixedHeaderLength + ExtensionsFor(packet).Length;
        if (!packetizer.TryWritePayload(destination[headerLength..], out payloadLength, out var marker)) return false;
        WriteHeader(now, packet with { Marker = marker }, destination);
        length = headerLength + payloadLength;
        return true;
    }

    /// <summary>Writes a packet with a payload given, to be protected and committed.</summary>
    /// <returns>Bytes of the packet.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public int WritePacket(Instant now, in OutgoingPacket packet, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        var headerLength = WriteHeader(now, packet, destination);
        payload.CopyTo(destination[headerLength..]);
        return headerLength + payload.Length;
    }

    /// <summary>The packet just written goes out: its number is used up, it is counted and kept.</summary>
    /// <param name="now">When it is sent.</param>
    /// <param name="wirePacket">The packet in its protected form. Copied.</param>
    /// <param name="payloadLength">Bytes of its payload before protection.</param>
    public void Commit(Instant now, ReadOnlySpan<byte> wirePacket, int payloadLength)
    {
        if (_lastSentAt is null || (_writing + 1).IsNewerThan(_next)) Advance(now); // else a gap is filled late
        _kept.Add(now, _writing, wirePacket);
        _lastSentAt = now;
        _totals.Packets++;
        _totals.Bytes += payloadLength;
    }

    /// <summary>A frame was sent whole.</summary>
    public void HandleFrame(bool isKeyFrame)
    {
        _totals.Frames++;
        if (!isKeyFrame) return;
        _totals.KeyFrames++;
        _keyFrames.Satisfy();
    }

    /// <summary>Queues what a receiver asks for and is still kept, unless it went out again within one round-trip time.</summary>
    public void HandleNack(Instant now, in GenericNack nack)
    {
        _totals.Nacks++;
        foreach (var sequence in nack)
        {
            if (_repairs.Count >= MaxPendingRepairs) return; // it will be asked for again
            if (_kept.TryClaim(now, sequence, RoundTripTime ?? DefaultRoundTripTime)) _repairs.Enqueue(sequence);
        }
    }

    /// <summary>A receiver asks for a key frame (RFC 4585 §6.3.1).</summary>
    public void HandlePictureLossIndication(Instant now)
    {
        _totals.PictureLosses++;
        _keyFrames.Request(now);
    }

    /// <summary>A receiver asks for a key frame; a repeated command number is the same request (RFC 5104 §4.3.1.2).</summary>
    public void HandleFullIntraRequest(Instant now, byte commandNumber)
    {
        if (_lastFullIntraRequest == commandNumber) return;
        _lastFullIntraRequest = commandNumber;
        _totals.FullIntraRequests++;
        _keyFrames.Request(now);
    }

    /// <summary>Takes what a receiver reports about this stream.</summary>
    public void HandleReportBlock(Instant now, in ReportBlock block)
    {
        _remote = block;
        if (_reports.RoundTripTime(now, block) is { } roundTripTime) RoundTripTime = roundTripTime;
    }

    /// <summary>Whether to ask the source for a key frame now.</summary>
    public bool TryTakeKeyFrameRequest(Instant now) => _keyFrames.TryTake(now);

    /// <summary>Copies the next packet to send again: protected already, to be sent as it is.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than a packet this stream sent.</exception>
    public bool TryTakeRepair(Span<byte> destination, out int length)
    {
        length = 0;
        while (_repairs.TryDequeue(out var sequence))
        {
            if (!_kept.TryGet(sequence, out var packet)) continue; // pushed out since it was asked for
            packet.CopyTo(destination);
            length = packet.Length;
            _totals.Repairs++;
            return true;
        }

        return false;
    }

    /// <summary>Says what was sent so far, and which media time it is now (RFC 3550 §6.4.1). Null before the first packet.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ntp">The same instant on the wall clock.</param>
    public SenderReport? BuildSenderReport(Instant now, NtpTime ntp)
    {
        if (_lastSentAt is null) return null;
        _reports.Add(now, ntp);
        var mediaNow = _lastTimestamp + RtpTimestamp.Units(now - _lastTimestampAt, Options.ClockRate);
        return new SenderReport(Ssrc, ntp, mediaNow, (uint)_totals.Packets, (uint)_totals.Bytes);
    }

    /// <summary>Counters so far.</summary>
    public OutboundRtpStats GetStats(RtpCodec? codec) => new()
    {
        Mid = Options.Mid,
        Rid = Options.Rid,
        Kind = Options.Kind,
        Ssrc = Ssrc.Value,
        Codec = codec,
        PacketsSent = _totals.Packets,
        BytesSent = _totals.Bytes,
        FramesSent = _totals.Frames,
        KeyFramesSent = _totals.KeyFrames,
        RetransmittedPacketsSent = _totals.Repairs,
        NackCount = _totals.Nacks,
        PliCount = _totals.PictureLosses,
        FirCount = _totals.FullIntraRequests,
        RemotePacketsLost = _remote?.CumulativeLost,
        RemoteFractionLost = _remote?.FractionLost / 256.0,
        RemoteJitter = _remote is { } remote ? RtpTimestamp.Duration(remote.Jitter, Options.ClockRate) : null,
        RoundTripTime = RoundTripTime,
    };

    private OutgoingExtensions ExtensionsFor(in OutgoingPacket packet) => packet.AudioLevel is null ? _extensions : _extensionsWithLevel;

    private void Advance(Instant now)
    {
        _next = _writing + 1;
        if (_lastSentAt is null || _writingTimestamp != _lastTimestamp) (_lastTimestamp, _lastTimestampAt) = (_writingTimestamp, now);
    }

    private int WriteHeader(Instant now, in OutgoingPacket packet, Span<byte> destination)
    {
        _writing = packet.SequenceNumber ?? _next;
        _writingTimestamp = packet.Timestamp;
        var header = new RtpHeader(packet.PayloadType, packet.Marker, _writing, packet.Timestamp, Ssrc);
        var extensions = ExtensionsFor(packet);
        if (!RtpPacketWriter.TryWriteHeader(destination, header, extensions.Block, out var headerLength))
        {
            throw new ArgumentException("Too short for the header.", nameof(destination));
        }

        extensions.Fill(destination[RtpPacketReader.FixedHeaderLength..headerLength], now, packet.AudioLevel ?? default);
        return headerLength;
    }

    private struct Totals
    {
        public long Packets;
        public long Bytes;
        public long Frames;
        public long KeyFrames;
        public long Repairs;
        public long Nacks;
        public long PictureLosses;
        public long FullIntraRequests;
    }
}
