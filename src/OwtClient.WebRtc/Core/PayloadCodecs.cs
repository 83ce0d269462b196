using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Core;

/// <summary>What the payload types of a section stand for.</summary>
internal sealed class PayloadCodecs
{
    private readonly NegotiatedCodec?[] _codecs = new NegotiatedCodec?[PayloadType.MaxValue + 1];

    public NegotiatedCodec? this[PayloadType type] => _codecs[type.Value & PayloadType.MaxValue];

    /// <summary>Takes over what was agreed. Numbers of earlier agreements stay readable: packets sent before may still come.</summary>
    public void Add(IReadOnlyList<NegotiatedCodec> codecs)
    {
        foreach (var codec in codecs) _codecs[codec.PayloadType] = codec;
    }
}
