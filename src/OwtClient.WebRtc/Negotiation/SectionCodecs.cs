using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Reads the codecs of a media section, in the order of its <c>m=</c> line.</summary>
internal static class SectionCodecs
{
    public static List<NegotiatedCodec> Of(SdpMedia media)
    {
        var isAudio = media.Kind == "audio";
        var codecs = new List<NegotiatedCodec>();
        foreach (var format in media.Formats)
        {
            if (!SdpTokenizer.TryParsePayloadType(format, out var payloadType)) continue;
            if (media.RtpMaps.Find(line => line.PayloadType == payloadType) is not { } rtpMap)
            {
                if (!TryGetStatic(payloadType, out rtpMap)) continue;
            }

            var fmtp = media.Fmtps.Find(line => line.PayloadType == payloadType)?.Parameters;
            var channels = isAudio ? rtpMap.Channels ?? 1 : 0; // one channel unless the line says more (RFC 8866 §6.6)
            var codec = new RtpCodec(rtpMap.EncodingName, rtpMap.ClockRate, channels, fmtp);
            codecs.Add(new NegotiatedCodec(payloadType, codec, RtcpFeedbackText.Of(media, payloadType)));
        }

        return codecs;
    }

    /// <summary>The static payload types that need no <c>rtpmap</c> line (RFC 3551 §6) and that this engine knows.</summary>
    private static bool TryGetStatic(byte payloadType, out SdpRtpMap rtpMap)
    {
        (var known, rtpMap) = payloadType switch
        {
            0 => (true, new SdpRtpMap(0, "PCMU", 8000)),
            8 => (true, new SdpRtpMap(8, "PCMA", 8000)),
            _ => (false, null!),
        };
        return known;
    }
}
