using System.Buffers.Binary;
using System.Security.Cryptography;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>The sending half of a section.</summary>
/// <remarks>
/// Packets are made here and numbered here: SIPSorcery's own methods take durations in place of times, write VP8 without picture ids, and
/// count on from numbers of theirs. Nothing is sent twice: SIPSorcery's SRTP counts a wrap whenever it protects number 65535, so that a
/// repetition around a wrap would make the rest of the stream unreadable.
/// </remarks>
internal sealed class SipSorcerySender : IRtpSender
{
    private const int MaxPayloadBytes = 1200;
    private readonly object _sending = new(); // keeps the packets of a frame together; guards the stream's numbers and counters
    private readonly EventDispatcher _events;
    private readonly byte[] _payload = new byte[MaxPayloadBytes];
    private readonly uint _timestampOffset;
    private readonly SentStreamCounters _counters;
    private ushort _sequence;
    private Sip.MediaStream? _engineStream;
    private NegotiatedCodec? _codec;
    private IPacketizer? _packetizer;
    private bool _isOpen;
    private int _requestPending;

    public SipSorcerySender(EventDispatcher events, uint ssrc, TimeProvider time)
    {
        (_events, Ssrc) = (events, ssrc);
        _counters = new SentStreamCounters(time);
        Span<byte> start = stackalloc byte[6];
        RandomNumberGenerator.Fill(start);
        // Traps: SIPSorcery as the receiver refuses a first packet with number 0; one that misses the packets before a wrap guesses the
        // SRTP roll-over counter wrong. Hence between 1 and half of the range.
        _sequence = (ushort)((BinaryPrimitives.ReadUInt16BigEndian(start) & 0x7fff) | 1);
        _timestampOffset = BinaryPrimitives.ReadUInt32BigEndian(start[2..]);
    }

    public event EventHandler<string?>? KeyFrameRequested;

    public uint Ssrc { get; }

    public RtpCodec? Codec
    {
        get
        {
            lock (_sending) return _codec?.Codec;
        }
    }

    public bool SendFrame(EncodedFrame frame, string? rid = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (rid is not null) throw new ArgumentException($"There is no layer {rid}: SIPSorcery sends no simulcast.", nameof(rid));
        lock (_sending)
        {
            if (_codec is not { } codec || _engineStream is not { } stream || !_isOpen) return false;
            if (codec.Codec.Codec != frame.Codec)
                throw new ArgumentException($"The track carries {codec.Codec.Name}, not {frame.Codec}.", nameof(frame));
            var status = _packetizer!.Start(frame.Data, MaxPayloadBytes);
            if (status != PacketizeStatus.Ok) throw new ArgumentException($"The frame cannot be sent: {status}.", nameof(frame));
            var timestamp = (uint)(_timestampOffset + RtpTimestamp.Units(frame.Timestamp, codec.Codec.ClockRate));
            while (_packetizer.TryWritePayload(_payload, out var length, out var marker))
            {
                stream.SendRtpRaw(_payload.AsSpan(0, length).ToArray(), timestamp, marker ? 1 : 0, codec.PayloadType, _sequence++);
                _counters.CountPacket(length);
            }

            _counters.CountFrame(frame.IsKeyFrame);
            return true;
        }
    }

    /// <summary>Takes over what was agreed; null when nothing may be sent.</summary>
    public void Negotiate(NegotiatedSection section, Sip.MediaStream? engineStream)
    {
        lock (_sending)
        {
            _codec = section.SendCodecs.Count > 0 ? section.SendCodecs[0] : null;
            _engineStream = engineStream;
            if (_codec is { } codec) _packetizer = PayloadFormats.CreatePacketizer(codec.Codec.Codec, CryptoRandomSource.Instance);
        }
    }

    /// <summary>Media may flow from now on, or not any more.</summary>
    public void SetOpen(bool isOpen)
    {
        lock (_sending) _isOpen = isOpen;
    }

    public void HandlePictureLoss()
    {
        lock (_sending) _counters.CountPictureLoss();
        PostKeyFrameRequest();
    }

    public void HandleFullIntraRequest(byte commandNumber)
    {
        lock (_sending)
        {
            if (!_counters.CountFullIntraRequest(commandNumber)) return; // a repetition
        }

        PostKeyFrameRequest();
    }

    public void HandleReport(in ReportBlock report)
    {
        lock (_sending) _counters.HandleReport(report);
    }

    public void AddStats(string mid, MediaKind kind, List<OutboundRtpStats> outbound)
    {
        lock (_sending)
        {
            if (_codec is { } codec) outbound.Add(_counters.ToStats(mid, kind, Ssrc, codec.Codec));
        }
    }

    private void PostKeyFrameRequest()
    {
        if (Interlocked.Exchange(ref _requestPending, 1) != 0) return; // one is on its way to the handlers
        _events.Post(() =>
        {
            Interlocked.Exchange(ref _requestPending, 0);
            KeyFrameRequested?.Invoke(this, null);
        });
    }
}
