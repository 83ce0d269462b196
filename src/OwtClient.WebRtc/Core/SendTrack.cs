using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>The sending half of a section.</summary>
internal sealed class SendTrack(MediaKind kind, IReadOnlyList<LocalEncoding> encodings, IRandomSource random)
{
    private readonly List<SendLayer> _layers = [];

    public MediaKind Kind { get; } = kind;

    public IReadOnlyList<SendLayer> Layers => _layers;

    /// <summary>What is sent, or null while nothing may be.</summary>
    public NegotiatedCodec? Codec { get; private set; }

    /// <summary>The layer of a rid; null finds the only one. A layer the peer did not take is not found.</summary>
    public SendLayer? Find(string? rid)
    {
        if (rid is null) return _layers.Count == 1 ? _layers[0] : null;
        foreach (var layer in _layers)
        {
            if (layer.OfferedRid == rid) return layer;
        }

        return null;
    }

    /// <summary>Whether a rid names something that was offered, taken or not; null names the only stream.</summary>
    public bool Offers(string? rid) => rid is null ? encodings.Count == 1 : encodings.Any(encoding => encoding.Rid == rid);

    /// <summary>Takes over what was agreed; streams begun before go on with their numbers.</summary>
    public void Apply(NegotiatedSection section, RtpSession session)
    {
        Codec = section.SendCodecs.Count > 0 ? section.SendCodecs[0] : null;
        if (Codec is not { } codec) return;
        if (_layers.Count == 0) AddLayers(section, codec, session);
        foreach (var layer in _layers) layer.UseCodec(codec.Codec.Codec, random);
    }

    private void AddLayers(NegotiatedSection section, NegotiatedCodec codec, RtpSession session)
    {
        var kept = Kind == MediaKind.Video ? RetransmissionOptions.Video : RetransmissionOptions.Audio;
        var isSimulcast = section.SendRids.Count > 0; // a peer that did not take the layers gets the first one, unnamed (RFC 8853 §5.3.2)
        foreach (var encoding in encodings)
        {
            if (isSimulcast && !section.SendRids.Contains(encoding.Rid)) continue;
            var stream = session.AddSendStream(new SendStreamOptions
            {
                Mid = section.Mid,
                Rid = isSimulcast ? encoding.Rid : null,
                Kind = Kind,
                Ssrc = new Ssrc(encoding.Ssrc),
                ClockRate = codec.Codec.ClockRate,
                Extensions = section.Extensions,
                TransportSequence = session.TransportSequence,
                Retransmission = codec.Feedback.HasFlag(RtcpFeedbackKinds.Nack) ? kept : RetransmissionOptions.Off,
            });
            _layers.Add(new SendLayer(this, stream, encoding.Rid));
            if (!isSimulcast) return;
        }
    }
}
