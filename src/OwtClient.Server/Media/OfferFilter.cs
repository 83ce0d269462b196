using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>
/// Prepares a client's offer for the engine: each section keeps the one codec that the conference chooses (PROTOCOL §6.5, §6.6).
/// </summary>
/// <remarks>
/// The original server answers with its own copy of the offer; here the engine answers, and offering it nothing else makes it choose
/// the same. Sections that belong to no live session become inactive, so that nothing flows in them. Pure.
/// </remarks>
internal static class OfferFilter
{
    private static readonly string[] AudioCodecs = ["opus", "PCMU", "PCMA"];
    private static readonly string[] VideoCodecs = ["VP8", "VP9", "H264"];

    /// <summary>
    /// Says which of the original's requirements an offer breaks so badly that it never gets an answer (PROTOCOL §5.8), or null.
    /// </summary>
    public static string? Explain(SdpSession offer)
    {
        if (offer.Bundle is null) return "Offer without a=group:BUNDLE";
        if (offer.Media.Count == 0) return "Offer without media sections";
        foreach (var media in offer.Media)
        {
            if (media.Mid is null) return "Media section without a=mid";
            if (media.Extmaps.Count == 0) return $"Media section {media.Mid} without a=extmap";
        }

        return null;
    }

    /// <summary>Changes <paramref name="offer"/> in place.</summary>
    /// <param name="offer">The client's offer.</param>
    /// <param name="planOf">What a <c>mid</c> is for; null when it belongs to no live session.</param>
    /// <returns>What became of each planned section, by <c>mid</c>.</returns>
    public static IReadOnlyDictionary<string, SectionResult> Apply(SdpSession offer, Func<string, SectionPlan?> planOf)
    {
        var results = new Dictionary<string, SectionResult>();
        foreach (var media in offer.Media)
        {
            if (media.Mid is not { } mid || planOf(mid) is not { } plan)
            {
                media.Direction = TransceiverDirection.Inactive;
                continue;
            }

            results[mid] = Apply(media, plan);
        }

        return results;
    }

    private static SectionResult Apply(SdpMedia media, SectionPlan plan)
    {
        var expected = plan.IsPublished ? TransceiverDirection.SendOnly : TransceiverDirection.RecvOnly;
        if (media.Kind != (plan.Kind == MediaKind.Audio ? "audio" : "video") || media.Direction != expected)
        {
            media.Direction = TransceiverDirection.Inactive;
            return new SectionResult(null, "No valid tracks in stream"); // the original's words for such a conflict (PROTOCOL §5.8)
        }

        if (Choose(media, plan) is not { } chosen)
        {
            media.Direction = TransceiverDirection.Inactive;
            return new SectionResult(null, plan.Kind == MediaKind.Audio ? "Audio format unacceptable" : "Video format unacceptable");
        }

        media.Formats.RemoveAll(format => format != chosen.PayloadType.ToString(System.Globalization.CultureInfo.InvariantCulture));
        media.RtpMaps.RemoveAll(line => line.PayloadType != chosen.PayloadType);
        media.Fmtps.RemoveAll(line => line.PayloadType != chosen.PayloadType);
        media.Feedback.RemoveAll(line => line.PayloadType is { } number && number != chosen.PayloadType);
        return new SectionResult(chosen.Codec, null);
    }

    /// <summary>The codec a section gets: the source's for a subscriber, the most wanted known one for a publisher.</summary>
    private static NegotiatedCodec? Choose(SdpMedia media, SectionPlan plan)
    {
        var offered = SectionCodecs.Of(media).Where(codec => media.RtpMaps.Exists(line => line.PayloadType == codec.PayloadType)); // §6.1
        var known = plan.Kind == MediaKind.Audio ? AudioCodecs : VideoCodecs;
        var candidates = WithOneH264(media, [.. offered], plan.Source)
            .Where(codec => known.Contains(codec.Codec.Name, StringComparer.OrdinalIgnoreCase) && IsPlainVp9(codec.Codec));
        return plan.Source is { } source
            ? candidates.FirstOrDefault(codec => CodecMatch.IsCompatible(source, codec.Codec))
            : candidates.FirstOrDefault();
    }

    /// <summary>
    /// Leaves one H.264 payload: the first in fmtp order that is fit, for a subscriber the first of the source's profile.
    /// </summary>
    private static IEnumerable<NegotiatedCodec> WithOneH264(SdpMedia media, IReadOnlyList<NegotiatedCodec> offered, RtpCodec? source)
    {
        NegotiatedCodec[] fit =
        [
            .. from line in media.Fmtps
               let codec = offered.FirstOrDefault(candidate => candidate.PayloadType == line.PayloadType)
               where codec is { Codec.Codec: MediaCodec.H264 } && !IsPacketizationMode0(line.Parameters)
               select codec,
        ];
        var profile = Rooms.H264Profile.FromFmtp(source?.Fmtp);
        var kept = fit.FirstOrDefault(codec => profile is null || Rooms.H264Profile.FromFmtp(codec.Codec.Fmtp) == profile)
            ?? fit.FirstOrDefault();
        return offered.Where(codec => codec.Codec.Codec != MediaCodec.H264 || codec == kept);
    }

    private static bool IsPacketizationMode0(string parameters) =>
        SdpFmtp.TryGetParameter(parameters, "packetization-mode", out var mode) && mode is "0";

    private static bool IsPlainVp9(RtpCodec codec) =>
        codec.Codec != MediaCodec.Vp9 || !SdpFmtp.TryGetParameter(codec.Fmtp, "profile-id", out var profile) || profile is not "2";
}
