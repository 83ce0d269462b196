using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Whether a source can be had in one of the codecs offered, as it is or transcoded (PROTOCOL §4.5, §6.5). Pure.</summary>
internal static class SourceFormats
{
    private const string AnyFormat = "unknown"; // of active-audio streams: that of whoever speaks

    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Require(AudioSettings source, IReadOnlyList<RtpCodec> offered) =>
        Require("sound", source.Format?.Codec, source.OptionalFormats.Select(format => format.Codec), offered);

    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Require(VideoSettings source, IReadOnlyList<RtpCodec> offered) =>
        Require("pictures", source.Format?.Codec, source.Capabilities.Formats.Select(format => format.Codec), offered);

    private static void Require(string what, string? own, IEnumerable<string> optional, IReadOnlyList<RtpCodec> offered)
    {
        if (own is null or AnyFormat) return;
        var available = optional.Prepend(own).ToArray();
        if (offered.Any(codec => available.Contains(codec.Name, StringComparer.OrdinalIgnoreCase))) return;
        throw new ArgumentException(
            $"The server has the {what} of this stream as {string.Join(", ", available.Distinct())}, and not as any of "
            + $"{string.Join(", ", offered.Select(codec => codec.Name))}.");
    }
}
