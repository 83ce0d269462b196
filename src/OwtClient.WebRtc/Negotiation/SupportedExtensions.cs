using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>The header extensions that are offered and accepted: those this engine writes or reads.</summary>
internal static class SupportedExtensions
{
    public const int HighestOneByteId = 14; // RFC 8285 §4.2; OWT reads no other form (PROTOCOL §6.7)

    /// <summary>Name and the id in offers, if free: OWT reads audio levels from id 1 only (PROTOCOL §6.7); the others are as in Chromium.</summary>
    private static readonly (string Uri, int UsualId)[] Audio =
    [
        (HeaderExtensionUri.AudioLevel, 1),
        (HeaderExtensionUri.AbsoluteSendTime, 2),
        (HeaderExtensionUri.Mid, 4),
    ];

    private static readonly (string Uri, int UsualId)[] Video =
    [
        (HeaderExtensionUri.AbsoluteSendTime, 2),
        (HeaderExtensionUri.Mid, 4),
        (HeaderExtensionUri.RtpStreamId, 10),
        (HeaderExtensionUri.RepairedRtpStreamId, 11),
    ];

    public static ReadOnlySpan<(string Uri, int UsualId)> For(MediaKind kind) => kind == MediaKind.Audio ? Audio : Video;

    /// <summary>The ids that both descriptions give the same extension. Ids that need the two-byte form are not used.</summary>
    public static HeaderExtensionMap Common(SdpMedia local, SdpMedia remote)
    {
        var map = new HeaderExtensionMap();
        foreach (var mine in local.Extmaps)
        {
            if (mine.Id <= HighestOneByteId && remote.Extmaps.Exists(theirs => theirs.Uri == mine.Uri && theirs.Id == mine.Id))
                map.TryAdd(mine.Uri, (byte)mine.Id);
        }

        return map;
    }
}
