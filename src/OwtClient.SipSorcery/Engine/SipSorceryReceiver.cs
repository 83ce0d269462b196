using System.Net;
using OwtClient.SipSorcery.Receiving;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>The receiving half of a section.</summary>
internal sealed class SipSorceryReceiver(MediaKind kind, FramePool pool, MonotonicClock clock, int queueFrames) : IRtpReceiver
{
    // Guards the stream: SIPSorcery delivers one packet at a time, statistics and requests come between
    private readonly object _gate = new();
    private readonly FrameQueue _frames = new(Math.Max(1, queueFrames));
    private Sip.MediaStream? _engineStream;
    private ReceivedStream? _stream;
    private RtpCodec? _firstCodec;
    private bool _completed;

    public RtpCodec? Codec
    {
        get
        {
            lock (_gate) return _stream?.Codec ?? _firstCodec;
        }
    }

    public IAsyncEnumerable<EncodedFrame> ReadFramesAsync(CancellationToken cancellationToken = default) =>
        _frames.ReadAllAsync(cancellationToken);

    public void RequestKeyFrame()
    {
        lock (_gate)
        {
            if (_stream is null || _completed) return;
            _stream.RequestKeyFrame(clock.Now);
        }

        SendDueRequest();
    }

    /// <summary>Takes over what was agreed, and reads from the stream; null when nothing will be received.</summary>
    public void Negotiate(NegotiatedSection section, Sip.MediaStream? engineStream)
    {
        lock (_gate)
        {
            _firstCodec = section.ReceiveCodecs.Count > 0 ? section.ReceiveCodecs[0].Codec : null;
            if (engineStream is null || !section.Direction.Receives()) return;
            _stream = new ReceivedStream(kind, section.ReceiveCodecs, pool);
            _engineStream = engineStream;
            engineStream.OnRtpPacketReceivedByIndex += OnPacket;
        }
    }

    /// <summary>Begins to give frames, now that media which came early was handed in; what comes meanwhile may overtake it.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_completed) return;
            _stream?.Open(clock.Now);
            TakeFramesLocked();
        }
    }

    /// <summary>The track has ended: readers take what is there and stop.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_completed) return;
            _completed = true;
            _stream?.Finish(clock.Now);
            TakeFramesLocked();
        }

        if (_engineStream is { } stream) stream.OnRtpPacketReceivedByIndex -= OnPacket;
        _frames.Complete();
    }

    /// <summary>The connection is gone: frames that nobody took go back to the pool.</summary>
    public void Release()
    {
        Complete();
        _frames.Clear();
    }

    public void AddStats(string mid, List<InboundRtpStats> inbound)
    {
        lock (_gate)
        {
            if (_stream is { Ssrc: not 0 } stream) inbound.Add(stream.ToStats(mid, _frames.Dropped));
        }
    }

    private void OnPacket(int index, IPEndPoint remote, Sip.SDPMediaTypesEnum media, Sip.RTPPacket packet)
    {
        lock (_gate)
        {
            if (_completed) return;
            _stream!.HandlePacket(clock.Now, packet);
            TakeFramesLocked();
        }

        SendDueRequest();
    }

    private void TakeFramesLocked()
    {
        while (_stream is not null && _stream.TryTakeFrame(out var frame)) _frames.Enqueue(frame);
    }

    /// <summary>
    /// Asks with the SSRC of packets that were authentic: SIPSorcery's own idea of it comes from packets it has not checked yet.
    /// </summary>
    private void SendDueRequest()
    {
        uint media;
        lock (_gate)
        {
            if (_completed || _stream is not { Ssrc: not 0 } stream || !stream.TryTakeKeyFrameRequest(clock.Now)) return;
            media = stream.Ssrc;
        }

        var own = _engineStream!.LocalTrack.Ssrc;
        _engineStream.SendRtcpFeedback(new Sip.RTCPFeedback(own, media, Sip.PSFBFeedbackTypesEnum.PLI));
    }
}
