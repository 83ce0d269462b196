using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Writes offers (RFC 9429 §5.2) that also keep every rule of PROTOCOL §6.1.</summary>
internal static class OfferBuilder
{
    /// <summary>Builds an offer; false when there are more codecs than payload types.</summary>
    /// <param name="local">What this side says of itself.</param>
    /// <param name="sections">What is wanted: earlier sections and new ones.</param>
    /// <param name="previous">The newest local description, whose sections keep their place, or null.</param>
    /// <param name="offer">The description.</param>
    public static bool TryBuild(LocalSession local, IReadOnlyList<LocalSection> sections, SdpSession? previous, out SdpSession offer)
    {
        var payloadTypes = new PayloadTypeNumbers(previous);
        var extensions = new HeaderExtensionNumbers(previous);
        var media = new List<SdpMedia>();
        var complete = true;
        foreach (var earlier in previous?.Media ?? [])
        {
            var section = earlier.IsRejected ? null : sections.FirstOrDefault(wanted => wanted.Mid == earlier.Mid);
            media.Add(section is null ? SectionWriter.Rejected(earlier) : Build(section));
        }

        foreach (var section in sections)
        {
            if (previous?.FindByMid(section.Mid) is null) media.Add(Build(section));
        }

        offer = SectionWriter.Session(local, media);
        return complete;

        SdpMedia Build(LocalSection section)
        {
            var built = NewSection(local, section, extensions);
            foreach (var codec in section.Codecs)
            {
                if (payloadTypes.TryGet(codec, out var payloadType))
                    SectionWriter.AddCodec(built, payloadType, codec, RtcpFeedbackText.Supported(section.Kind));
                else complete = false;
            }

            return built;
        }
    }

    private static SdpMedia NewSection(LocalSession local, LocalSection section, HeaderExtensionNumbers extensions)
    {
        var media = new SdpMedia
        {
            Kind = section.Kind.ToText(),
            Mid = section.Mid,
            Direction = section.Direction,
            Transport = local.ToTransport(SdpSetup.ActPass),
            RtcpMux = true,
            RtcpReducedSize = true,
        };
        foreach (var (uri, usualId) in SupportedExtensions.For(section.Kind)) media.Extmaps.Add(new SdpExtmap(extensions.Get(uri, usualId), uri));
        if (section.Sends) SectionWriter.AddSentStreams(media, section, local.Cname);
        return media;
    }
}
