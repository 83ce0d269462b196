using System.Text.RegularExpressions;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>The option of a published video track that announces layers inside one stream (PROTOCOL §6.9). Pure.</summary>
internal static partial class ScalabilityMode
{
    /// <returns>The mode to announce, or null.</returns>
    /// <exception cref="ArgumentException">It is not one, or the track is not VP9 in a single stream.</exception>
    public static string? Check(LocalVideoTrack video, PublishOptions options)
    {
        if (options.ScalabilityMode is not { } mode) return null;
        if (!Name().IsMatch(mode)) throw new ArgumentException($"'{mode}' is not a scalability mode, such as L1T3 or L3T3_KEY.");
        if (video.Codec != MediaCodec.Vp9) throw new ArgumentException($"A scalability mode is for VP9, the track carries {video.Codec}.");
        if (video.Rids.Count > 0) throw new ArgumentException("Either simulcast layers or a scalability mode, not both.");
        return mode;
    }

    /// <summary>W3C webrtc-svc §6.</summary>
    [GeneratedRegex("^[LS][1-3]T[1-3](h|_KEY|_KEY_SHIFT)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
