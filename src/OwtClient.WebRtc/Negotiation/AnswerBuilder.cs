using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Writes answers (RFC 9429 §5.3). What cannot be done is rejected section by section.</summary>
internal static class AnswerBuilder
{
    /// <param name="local">What this side says of itself.</param>
    /// <param name="sections">What this side wants, by <c>mid</c>.</param>
    /// <param name="offer">The peer's offer, already validated.</param>
    /// <param name="setup">The role this side takes.</param>
    public static SdpSession Build(LocalSession local, IReadOnlyList<LocalSection> sections, SdpSession offer, SdpSetup setup)
    {
        var media = new List<SdpMedia>();
        foreach (var offered in offer.Media)
        {
            var section = OfferedSections.CanAccept(offer, offered) ? sections.FirstOrDefault(wanted => wanted.Mid == offered.Mid) : null;
            var answer = section is null ? null : Accept(local, section, offered, setup);
            media.Add(answer ?? SectionWriter.Rejected(offered));
        }

        var session = SectionWriter.Session(local, media);
        session.ExtmapAllowMixed = offer.ExtmapAllowMixed;
        return session;
    }

    /// <summary>Answers a section, or null when no codec is left.</summary>
    private static SdpMedia? Accept(LocalSession local, LocalSection section, SdpMedia offered, SdpSetup setup)
    {
        var direction = section.Direction.Intersect((offered.Direction ?? TransceiverDirection.SendRecv).Reverse());
        var media = new SdpMedia
        {
            Kind = offered.Kind,
            Protocol = offered.Protocol,
            Mid = offered.Mid,
            Direction = direction,
            Transport = local.ToTransport(setup),
            RtcpMux = true,
            RtcpReducedSize = offered.RtcpReducedSize,
        };
        foreach (var (number, codec) in CommonCodecs(section, offered))
        {
            var feedback = number.Feedback & RtcpFeedbackText.Accepted(section.Kind, direction.Receives());
            SectionWriter.AddCodec(media, number.PayloadType, codec, feedback);
        }

        if (media.Formats.Count == 0) return null;
        AddExtensions(media, section.Kind, offered);
        if (direction.Sends()) SectionWriter.AddSentStreams(media, section with { Encodings = [section.Encodings[0] with { Rid = null }] }, local.Cname);
        if (direction.Receives()) AcceptLayers(media, offered);
        return media;
    }

    /// <summary>Pairs offered numbers with what they stand for here, in the order that has the say.</summary>
    private static IEnumerable<(NegotiatedCodec Number, RtpCodec Codec)> CommonCodecs(LocalSection section, SdpMedia offered)
    {
        var theirs = SectionCodecs.Of(offered);
        var common = section.Codecs
            .Select(wanted => (Number: CodecMatch.Find(wanted, theirs), Wanted: wanted))
            .Where(pair => pair.Number is not null)
            .DistinctBy(pair => pair.Number!.PayloadType)
            .Select(pair => (Number: pair.Number!, Codec: Described(pair.Wanted, pair.Number!.Codec)));
        return section.PrefersOwnOrder ? common : common.OrderBy(pair => theirs.IndexOf(pair.Number));
    }

    /// <summary>Profiles must be answered as offered (RFC 6184 §8.2.2, RFC 9628 §6.1); other parameters are this side's own.</summary>
    private static RtpCodec Described(RtpCodec wanted, RtpCodec offered) =>
        wanted.Codec is MediaCodec.H264 or MediaCodec.Vp9 ? wanted with { Fmtp = offered.Fmtp } : wanted;

    private static void AddExtensions(SdpMedia media, MediaKind kind, SdpMedia offered)
    {
        foreach (var (uri, _) in SupportedExtensions.For(kind)) Accept(uri);
        if (RtcpFeedbackText.TellsArrivals(kind, media.Direction!.Value.Receives())) Accept(HeaderExtensionUri.TransportSequence);

        void Accept(string uri)
        {
            if (offered.Extmaps.Find(line => line.Uri == uri) is { Id: <= SupportedExtensions.HighestOneByteId } line)
                media.Extmaps.Add(new SdpExtmap(line.Id, uri));
        }
    }

    /// <summary>Accepts every simulcast layer that is offered (RFC 8853 §5.3.2).</summary>
    private static void AcceptLayers(SdpMedia media, SdpMedia offered)
    {
        var layers = offered.Simulcast?.Send.Where(rid => offered.Rids.Exists(line => line.IsSend && line.Id == rid)).ToArray() ?? [];
        if (layers.Length == 0) return;
        media.Rids.AddRange(layers.Select(rid => new SdpRid(rid, IsSend: false)));
        media.Simulcast = new SdpSimulcast([], layers);
    }
}
