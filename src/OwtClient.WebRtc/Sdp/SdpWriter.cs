using System.Text;

namespace OwtClient.WebRtc.Sdp;

/// <summary>Writes a session description in the order of RFC 9429 §5.2.1, lines ended by CRLF.</summary>
internal static class SdpWriter
{
    public static string Write(SdpSession session)
    {
        var text = new StringBuilder(4096);
        text.Line("v=0").Line($"o={session.Origin}").Line("s=-").Line("t=0 0");
        foreach (var group in session.Groups) text.Attribute("group", group);
        text.Flag("extmap-allow-mixed", session.ExtmapAllowMixed).Attribute("msid-semantic", session.MsidSemantic);
        text.Flag("ice-lite", session.IceLite);
        WriteTransport(text, session.Transport);
        foreach (var media in session.Media) WriteMedia(text, media);
        return text.ToString();
    }

    private static void WriteMedia(StringBuilder text, SdpMedia media)
    {
        text.Line($"m={media.Kind} {media.Port} {media.Protocol} {string.Join(' ', media.Formats)}".TrimEnd());
        text.Line("c=IN IP4 0.0.0.0");
        if (media.IsSecureRtp && !media.IsRejected) text.Line("a=rtcp:9 IN IP4 0.0.0.0"); // RFC 9429 §5.2.1: the dummy value
        foreach (var candidate in media.Candidates) text.Attribute("candidate", candidate);
        text.Flag("end-of-candidates", media.EndOfCandidates);
        WriteTransport(text, media.Transport);
        text.Attribute("mid", media.Mid).Flag("bundle-only", media.BundleOnly);
        foreach (var extmap in media.Extmaps) text.Attribute("extmap", extmap);
        if (media.Direction is { } direction) text.Flag(direction.ToText(), true);
        foreach (var msid in media.Msids) text.Attribute("msid", msid);
        text.Flag("rtcp-mux", media.RtcpMux).Flag("rtcp-rsize", media.RtcpReducedSize);
        WriteFormats(text, media);
        foreach (var rid in media.Rids) text.Attribute("rid", rid);
        text.Attribute("simulcast", media.Simulcast);
        foreach (var group in media.SsrcGroups) text.Attribute("ssrc-group", group);
        foreach (var ssrc in media.Ssrcs) text.Attribute("ssrc", ssrc);
    }

    /// <summary>Groups what is said about a payload type below its <c>rtpmap</c> line: OWT servers read in line order.</summary>
    private static void WriteFormats(StringBuilder text, SdpMedia media)
    {
        foreach (var feedback in media.Feedback.Where(line => line.PayloadType is null)) text.Attribute("rtcp-fb", feedback);
        foreach (var rtpMap in media.RtpMaps.DistinctBy(line => line.PayloadType)) // a peer may repeat one
        {
            text.Attribute("rtpmap", rtpMap);
            foreach (var feedback in media.Feedback.Where(line => line.PayloadType == rtpMap.PayloadType)) text.Attribute("rtcp-fb", feedback);
            foreach (var fmtp in media.Fmtps.Where(line => line.PayloadType == rtpMap.PayloadType)) text.Attribute("fmtp", fmtp);
        }
    }

    private static void WriteTransport(StringBuilder text, SdpTransport transport)
    {
        text.Attribute("ice-ufrag", transport.IceUfrag).Attribute("ice-pwd", transport.IcePwd).Attribute("ice-options", transport.IceOptions);
        foreach (var fingerprint in transport.Fingerprints) text.Attribute("fingerprint", fingerprint);
        text.Attribute("setup", transport.Setup?.ToText());
    }

    private static StringBuilder Line(this StringBuilder text, string line) => text.Append(line).Append("\r\n");

    private static StringBuilder Flag(this StringBuilder text, string name, bool present) => present ? text.Line($"a={name}") : text;

    private static StringBuilder Attribute(this StringBuilder text, string name, object? value) =>
        value is null ? text : text.Line($"a={name}:{value}");
}
