using System.Text.Json;
using OwtClient.Server.Validation;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>What a subscriber to a mixed view may ask for (PROTOCOL §4.5).</summary>
internal static class ViewFormats
{
    public static IReadOnlyList<string> OptionalAudio { get; } = ["pcma", "pcmu"];

    public static IReadOnlyList<string> OptionalVideo { get; } = ["h264", "vp9"];

    /// <summary>Says what is not acceptable, or null. There is no encoder: only the format can be chosen.</summary>
    public static string? Explain(MediaKind kind, JsonElement? format, JsonElement? parameters)
    {
        if (format is { } wanted && !IsOffered(kind, wanted)) return "Format is not acceptable";
        return kind == MediaKind.Video && parameters is { } values ? Acceptability.ExplainParameters(values, isSameResolution: _ => true) : null;
    }

    private static bool IsOffered(MediaKind kind, JsonElement wanted)
    {
        var codec = SimpleRequests.TextOf(wanted, "codec");
        if (kind == MediaKind.Video) return codec == "vp8" || OptionalVideo.Contains(codec);
        if (codec != "opus") return OptionalAudio.Contains(codec) && !wanted.TryGetProperty("sampleRate", out _) && !wanted.TryGetProperty("channelNum", out _);
        return Acceptability.NumberOf(wanted, "sampleRate") == 48000 && Acceptability.NumberOf(wanted, "channelNum") == 2;
    }
}
