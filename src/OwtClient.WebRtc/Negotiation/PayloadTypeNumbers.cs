using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>
/// Gives codecs their payload types, the same number for the same codec in every section of a bundle, and never another meaning for a
/// number that was used before (RFC 9143 §9.1, RFC 9429 §5.2.2).
/// </summary>
internal sealed class PayloadTypeNumbers
{
    private const byte FirstDynamic = 96, LastDynamic = 127; // RFC 3551 §6
    private readonly Dictionary<byte, RtpCodec> _taken = [];

    /// <summary>Starts with the numbers that an earlier description of this side used.</summary>
    public PayloadTypeNumbers(SdpSession? previous)
    {
        foreach (var media in previous?.Media ?? [])
        {
            foreach (var known in SectionCodecs.Of(media)) _taken.TryAdd(known.PayloadType, known.Codec);
        }
    }

    /// <summary>The number for <paramref name="codec"/>; false when all are taken.</summary>
    public bool TryGet(RtpCodec codec, out byte payloadType)
    {
        foreach (var (number, known) in _taken)
        {
            payloadType = number;
            if (known == codec) return true;
        }

        payloadType = Usual(codec);
        if (_taken.TryAdd(payloadType, codec)) return true;
        for (payloadType = FirstDynamic; payloadType <= LastDynamic; payloadType++)
        {
            if (_taken.TryAdd(payloadType, codec)) return true;
        }

        return false;
    }

    /// <summary>Static numbers, and the dynamic ones that browsers made customary, so that captures are easy to read.</summary>
    private static byte Usual(RtpCodec codec) => codec.Codec switch
    {
        MediaCodec.Opus => 111,
        MediaCodec.Pcmu => 0,
        MediaCodec.Pcma => 8,
        MediaCodec.Vp9 => 98,
        MediaCodec.H264 => 102,
        _ => FirstDynamic,
    };
}
