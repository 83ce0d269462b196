using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>The parts of a media section that offers and answers write alike.</summary>
internal static class SectionWriter
{
    public static string ToText(this MediaKind kind) => kind == MediaKind.Audio ? "audio" : "video";

    public static bool TryParseKind(string text, out MediaKind kind)
    {
        kind = text == "video" ? MediaKind.Video : MediaKind.Audio;
        return text is "audio" or "video";
    }

    /// <summary>A section that says no, with the fields an answer or a later offer must repeat (RFC 9429 §5.2.2, §5.3.1).</summary>
    public static SdpMedia Rejected(SdpMedia model)
    {
        var media = new SdpMedia { Kind = model.Kind, Protocol = model.Protocol, Port = 0, Mid = model.Mid };
        media.Formats.AddRange(model.Formats);
        media.Direction = model.IsSecureRtp ? TransceiverDirection.Inactive : null;
        return media;
    }

    /// <summary>Adds a payload with its <c>rtpmap</c> line, which OWT wants for static ones too (PROTOCOL §6.1).</summary>
    public static void AddCodec(SdpMedia media, byte payloadType, RtpCodec codec, RtcpFeedbackKinds feedback)
    {
        media.Formats.Add($"{payloadType}");
        media.RtpMaps.Add(new SdpRtpMap(payloadType, codec.Name, codec.ClockRate, codec.Channels > 1 ? codec.Channels : null));
        RtcpFeedbackText.AddTo(media, payloadType, feedback);
        if (codec.Fmtp is { } fmtp) media.Fmtps.Add(new SdpFmtp(payloadType, fmtp));
    }

    /// <summary>
    /// Adds <c>msid</c>, <c>ssrc</c> or <c>rid</c> lines of what is sent. Simulcast goes by rid alone, as PROTOCOL §6.9 and browsers do;
    /// a single stream is announced by its SSRC, without which OWT does not recognise audio (PROTOCOL §6.1).
    /// </summary>
    public static void AddSentStreams(SdpMedia media, LocalSection section, string cname)
    {
        media.Msids.Add(new SdpMsid(section.StreamId, section.TrackId));
        if (section.IsSimulcast)
        {
            var rids = section.Encodings.Select(encoding => encoding.Rid!).ToArray();
            media.Rids.AddRange(rids.Select(rid => new SdpRid(rid, IsSend: true)));
            media.Simulcast = new SdpSimulcast(rids, []);
            return;
        }

        foreach (var encoding in section.Encodings)
        {
            media.Ssrcs.Add(new SdpSsrc(encoding.Ssrc, "cname", cname));
            media.Ssrcs.Add(new SdpSsrc(encoding.Ssrc, "msid", $"{section.StreamId} {section.TrackId}"));
        }
    }

    /// <summary>The session-level lines around finished sections.</summary>
    public static SdpSession Session(LocalSession local, IEnumerable<SdpMedia> sections)
    {
        var session = new SdpSession { Origin = local.Origin, ExtmapAllowMixed = true, MsidSemantic = "WMS *" };
        session.Media.AddRange(sections);
        var bundled = session.Media.Where(media => !media.IsRejected).Select(media => media.Mid!).ToArray();
        session.Groups.Add(new SdpGroup(SdpGroup.Bundle, bundled));
        return session;
    }
}
