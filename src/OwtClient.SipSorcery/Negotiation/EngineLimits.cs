using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Negotiation;

/// <summary>What SIPSorcery cannot do, as far as descriptions speak of it.</summary>
/// <remarks>
/// Traps: its own descriptions promise transport-wide feedback that it never sends, and leave out the picture loss indications it can be
/// made to send and read; it sends nothing again, so NACK must not be offered; of header extensions, it writes and reads audio levels and
/// send times wrongly, and <c>mid</c> only as <see cref="Engine.SectionIdExtension"/> makes it; it knows no simulcast. Hence descriptions
/// are written by the managed engine's negotiation, less what is taken away here.
/// </remarks>
internal static class EngineLimits
{
    private static readonly string[] Feedback = ["nack pli", "ccm fir"];

    /// <summary>Takes the promises out of an own description that SIPSorcery would not keep.</summary>
    public static string RemovePromises(string description)
    {
        if (!SdpParser.TryParse(description, out var session, out var error)) throw new SdpException(error.ToString());
        session.ExtmapAllowMixed = false;
        foreach (var media in session.Media)
        {
            media.Feedback.RemoveAll(line => !Feedback.Contains(line.Value));
            media.Extmaps.RemoveAll(line => line.Uri != HeaderExtensionUri.Mid);
            media.Rids.Clear();
            media.Simulcast = null;
        }

        return SdpWriter.Write(session);
    }

    /// <exception cref="NotSupportedException">Names what is asked for and not to be had.</exception>
    public static void Check(MediaKind kind, TransceiverOptions options)
    {
        if (options.SendEncodings.Count > 0) throw new NotSupportedException("SIPSorcery cannot send simulcast (SendEncodings).");
        foreach (var codec in options.Codecs)
        {
            if (codec.Kind != kind) throw new NotSupportedException($"{codec.Name} cannot be carried in a section of {kind}.");
            if (codec.Codec == MediaCodec.Unknown)
                throw new NotSupportedException($"{codec.Name} is not a codec this package has a payload format for.");
        }
    }

    /// <summary>Checks a description of the peer before anything of it is applied; malformed ones are left to the negotiation.</summary>
    /// <exception cref="NotSupportedException">Names what the peer asks for and is not to be had.</exception>
    public static void Check(SessionDescription description)
    {
        if (!SdpParser.TryParse(description.Sdp, out var session, out _)) return;
        if (RemoteDescription.TryReadTransport(session, out var transport) != NegotiationRule.None) return;
        // Trap: it takes the active role in every answer, whatever the offer says, and both would begin the handshake.
        if (description.Type == SdpType.Offer && transport!.Setup == SdpSetup.Active)
            throw new NotSupportedException("SIPSorcery cannot answer an offer with a=setup:active.");
        if (!transport!.Fingerprints.Any(IsUsable))
            throw new NotSupportedException("SIPSorcery knows none of the hash functions of the peer's certificate fingerprints.");
        foreach (var kind in (ReadOnlySpan<MediaKind>)[MediaKind.Audio, MediaKind.Video]) CheckSources(session, kind);
    }

    public static bool IsUsable(SdpFingerprint fingerprint) => Sip.DtlsUtils.IsHashSupported(fingerprint.Algorithm);

    /// <summary>Trap: with several streams of a kind it routes by SSRC alone, and loses packets of sources nobody announced.</summary>
    private static void CheckSources(SdpSession session, MediaKind kind)
    {
        var sent = session.Media
            .Where(media => media.Kind == kind.ToText() && !media.IsRejected && (media.Direction ?? TransceiverDirection.SendRecv).Sends())
            .ToArray();
        if (sent.Length > 1 && sent.Any(media => media.Ssrcs.Count == 0))
            throw new NotSupportedException(
                $"SIPSorcery cannot receive several sections of {kind} whose sources the peer does not announce (a=ssrc).");
    }
}
