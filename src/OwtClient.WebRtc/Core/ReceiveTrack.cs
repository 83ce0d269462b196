using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;

namespace OwtClient.WebRtc.Core;

/// <summary>The receiving half of a section.</summary>
internal sealed class ReceiveTrack(MediaKind kind, FramePool pool, ITrackSink sink)
{
    private readonly List<ReceiveLayer> _layers = [];
    private ClockRates? _clockRates;
    private bool _assemblesFrames = true;

    public MediaKind Kind { get; } = kind;

    public ITrackSink Sink { get; } = sink;

    /// <summary>What the payload types of received packets stand for.</summary>
    public PayloadCodecs Codecs { get; } = new();

    public IReadOnlyList<ReceiveLayer> Layers => _layers;

    /// <summary>Codecs agreed on, the most wanted first.</summary>
    public IReadOnlyList<NegotiatedCodec> Negotiated { get; private set; } = [];

    /// <summary>The codec of the newest packet, else the first negotiated one, or null.</summary>
    public RtpCodec? CurrentCodec
    {
        get
        {
            foreach (var layer in _layers)
            {
                if (CodecOf(layer) is { } codec) return codec;
            }

            return Negotiated.Count > 0 ? Negotiated[0].Codec : null;
        }
    }

    /// <summary>Whether packets are put in order and into frames; if not, they are only counted and handed on as they come.</summary>
    public bool AssemblesFrames
    {
        get => _assemblesFrames;
        set
        {
            if (_assemblesFrames == value) return;
            _assemblesFrames = value;
            foreach (var layer in _layers) layer.Assemble(value);
        }
    }

    /// <summary>The codec of a layer's newest packet, or null.</summary>
    public RtpCodec? CodecOf(ReceiveLayer layer) => layer.Stream.PayloadType is { } type ? Codecs[type]?.Codec : null;

    /// <summary>Takes over what was agreed; adds streams that are new, keeps those there are.</summary>
    public void Apply(NegotiatedSection section, RtpSession session, ArrivalSlot arrivals)
    {
        Negotiated = section.ReceiveCodecs;
        Codecs.Add(Negotiated);
        if (!section.Direction.Receives() || Negotiated.Count == 0) return;
        _clockRates ??= new ClockRates(Negotiated[0].Codec.ClockRate);
        foreach (var codec in Negotiated) _clockRates[new PayloadType(codec.PayloadType)] = codec.Codec.ClockRate;
        string?[] rids = section.ReceiveRids.Count > 0 ? [.. section.ReceiveRids] : [null];
        foreach (var rid in rids)
        {
            if (!_layers.Exists(layer => layer.Rid == rid)) AddLayer(section, rid, session, arrivals);
        }

        var first = _layers[0].Stream;
        if (rids.Length > 1) return; // which SSRC is which layer, only the packets tell
        foreach (var codec in Negotiated) session.Router.AddPayloadType(new PayloadType(codec.PayloadType), first);
        foreach (var ssrc in section.RemoteSsrcs) session.Router.AddSource(new Ssrc(ssrc), first);
    }

    private void AddLayer(NegotiatedSection section, string? rid, RtpSession session, ArrivalSlot arrivals)
    {
        var feedback = Negotiated[0].Feedback;
        var nack = feedback.HasFlag(RtcpFeedbackKinds.Nack);
        var options = Kind == MediaKind.Video
            ? ReceiveStreamOptions.ForVideo(section.Mid, _clockRates!, nack, feedback.HasFlag(RtcpFeedbackKinds.PictureLoss))
            : ReceiveStreamOptions.ForAudio(section.Mid, _clockRates!, nack);
        var stream = session.AddReceiveStream(options with { Rid = rid });
        var layer = new ReceiveLayer(this, stream, new FrameReader(stream, Codecs, pool, Sink), arrivals);
        layer.Assemble(AssemblesFrames);
        _layers.Add(layer);
    }
}
