using System.Text.Json;
using OwtClient.Server.Validation;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>What a subscriber to a mixed view may ask for (PROTOCOL §4.5).</summary>
internal static class ViewFormats
{
    public static IReadOnlyList<string> OptionalAudio { get; } = ["pcma", "pcmu"];

    public static IReadOnlyList<string> OptionalVideo { get; } = ["h264", "vp9"];

    /// <summary>What a view is taken to be while it has nothing to give.</summary>
    public static RtpCodec Default(MediaKind kind) => kind == MediaKind.Audio ? RtpCodec.Opus : RtpCodec.Vp8;

    /// <summary>The codec of a format that was found acceptable, or null without one.</summary>
    public static RtpCodec? Requested(JsonElement? format) => (format is { } wanted ? SimpleRequests.TextOf(wanted, "codec") : "") switch
    {
        "opus" => RtpCodec.Opus,
        "pcma" => RtpCodec.Pcma,
        "pcmu" => RtpCodec.Pcmu,
        "vp8" => RtpCodec.Vp8,
        "vp9" => RtpCodec.Vp9,
        "h264" => RtpCodec.H264,
        _ => null,
    };

    /// <summary>Says what is not acceptable, or null. There is no encoder: only the format can be chosen.</summary>
    public static string? Explain(MediaKind kind, JsonElement? format, JsonElement? parameters)
    {
        if (format is { } wanted && !IsOffered(kind, wanted)) return "Format is not acceptable";
        if (kind == MediaKind.Audio || parameters is not { } values) return null;
        return Acceptability.ExplainParameters(values, isSameResolution: _ => true);
    }

    private static bool IsOffered(MediaKind kind, JsonElement wanted)
    {
        var codec = SimpleRequests.TextOf(wanted, "codec");
        if (kind == MediaKind.Video) return codec == "vp8" || OptionalVideo.Contains(codec);
        var (rate, channels) = (Acceptability.NumberOf(wanted, "sampleRate"), Acceptability.NumberOf(wanted, "channelNum"));
        if (codec == "opus") return rate == 48000 && channels == 2;
        return OptionalAudio.Contains(codec) && rate is null && channels is null; // a missing member only equals a missing one
    }
}
