namespace OwtClient.WebRtc.Sdp;

/// <summary>Which attribute goes where. Unknown ones are skipped; a known one with a broken value is an error.</summary>
internal static class SdpAttributes
{
    /// <summary>Reads an attribute that stands before the first section.</summary>
    public static bool TryAdd(SdpSession session, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (SdpDirection.TryParse(name, out var direction))
        {
            session.Direction = direction;
            return true;
        }

        switch (name)
        {
            case "group":
                return SdpGroup.TryParse(value, out var group) && Keep(session.Groups, group);
            case "extmap":
                return SdpExtmap.TryParse(value, out var extmap) && Keep(session.Extmaps, extmap);
            case "extmap-allow-mixed":
                return session.ExtmapAllowMixed = true;
            case "ice-lite":
                return session.IceLite = true;
            case "msid-semantic":
                session.MsidSemantic = value.Trim(' ').ToString();
                return true;
            default:
                return TryAddTransport(session.Transport, name, value);
        }
    }

    /// <summary>Reads an attribute of a section.</summary>
    public static bool TryAdd(SdpMedia media, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (SdpDirection.TryParse(name, out var direction))
        {
            media.Direction = direction;
            return true;
        }

        switch (name)
        {
            case "mid":
                media.Mid = value.Trim(' ').ToString();
                return media.Mid.Length > 0;
            case "rtcp-mux":
                return media.RtcpMux = true;
            case "rtcp-rsize":
                return media.RtcpReducedSize = true;
            case "bundle-only":
                return media.BundleOnly = true;
            case "candidate":
                media.Candidates.Add(value.Trim(' ').ToString());
                return true;
            case "end-of-candidates":
                return media.EndOfCandidates = true;
            default:
                return TryAddRtp(media, name, value) && TryAddTransport(media.Transport, name, value);
        }
    }

    private static bool TryAddRtp(SdpMedia media, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (!media.IsSecureRtp) return true; // sections of other kinds are only ever rejected
        switch (name)
        {
            case "rtpmap":
                return SdpRtpMap.TryParse(value, out var rtpMap) && Keep(media.RtpMaps, rtpMap);
            case "fmtp":
                return SdpFmtp.TryParse(value, out var fmtp) && Keep(media.Fmtps, fmtp);
            case "rtcp-fb":
                return SdpRtcpFeedback.TryParse(value, out var feedback) && Keep(media.Feedback, feedback);
            case "extmap":
                return SdpExtmap.TryParse(value, out var extmap) && Keep(media.Extmaps, extmap);
            case "msid":
                return SdpMsid.TryParse(value, out var msid) && Keep(media.Msids, msid);
            case "ssrc":
                return SdpSsrc.TryParse(value, out var ssrc) && Keep(media.Ssrcs, ssrc);
            case "ssrc-group":
                return SdpSsrcGroup.TryParse(value, out var group) && Keep(media.SsrcGroups, group);
            case "rid":
                return SdpRid.TryParse(value, out var rid) && Keep(media.Rids, rid);
            case "simulcast":
                var understood = SdpSimulcast.TryParse(value, out var simulcast);
                media.Simulcast = simulcast;
                return understood;
            default:
                return true;
        }
    }

    private static bool TryAddTransport(SdpTransport transport, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "ice-ufrag":
                transport.IceUfrag = value.Trim(' ').ToString();
                return transport.IceUfrag.Length is >= 4 and <= 256; // RFC 8839 §5.4
            case "ice-pwd":
                transport.IcePwd = value.Trim(' ').ToString();
                return transport.IcePwd.Length is >= 22 and <= 256; // RFC 8839 §5.4
            case "ice-options":
                transport.IceOptions = value.Trim(' ').ToString();
                return true;
            case "fingerprint":
                return SdpFingerprint.TryParse(value, out var fingerprint) && Keep(transport.Fingerprints, fingerprint);
            case "setup":
                var known = SdpSetupText.TryParse(value.Trim(' '), out var setup);
                transport.Setup = setup;
                return known;
            default:
                return true;
        }
    }

    private static bool Keep<T>(List<T> list, T? item)
        where T : class
    {
        if (item is null) return false;
        list.Add(item);
        return true;
    }
}
