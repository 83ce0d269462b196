using System.Text.Json;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;
using OwtClient.WebRtc;

namespace OwtClient.Server.Portal.Versions;

/// <summary>
/// Reads publish and subscribe requests of protocols 1.0 and 1.1, which name kinds instead of tracks (PROTOCOL §4.3, §4.6). Pure.
/// </summary>
/// <remarks>The portal assigns the media sections: audio first, then video, from <c>0</c> on; a single one is <c>0</c>.</remarks>
internal static class KindRequests
{
    /// <summary>Reads a request that passed validation.</summary>
    /// <remarks>The <c>format</c> of a subscription and the <c>parameters</c> of a publication are dropped, as there.</remarks>
    public static IReadOnlyList<TrackRequest> Read(JsonElement request)
    {
        var media = request.GetProperty("media");
        var tracks = new List<TrackRequest>();
        foreach (var (kind, member) in (ReadOnlySpan<(MediaKind, string)>)[(MediaKind.Audio, "audio"), (MediaKind.Video, "video")])
        {
            var wanted = media.GetProperty(member);
            if (wanted.ValueKind != JsonValueKind.Object) continue; // false
            tracks.Add(new TrackRequest(kind, tracks.Count == 0 ? "0" : "1")
            {
                Source = TextOrNull(wanted, "source"),
                From = TextOrNull(wanted, "from"),
                Rid = TextOrNull(wanted, "simulcastRid"),
                Parameters = wanted.TryGetProperty("from", out _) && wanted.TryGetProperty("parameters", out var values) ? values : null,
            });
        }

        return tracks;
    }

    private static string? TextOrNull(JsonElement value, string name) =>
        SimpleRequests.TextOf(value, name) is { Length: > 0 } text ? text : null;
}
