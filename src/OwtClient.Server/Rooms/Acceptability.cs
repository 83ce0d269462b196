using System.Text.Json;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Whether a source track can serve what a subscription asks for (PROTOCOL §4.5).</summary>
/// <remarks>
/// This server forwards and never transcodes, so the lists of optional formats and parameters are empty: only what the source is can be
/// asked for. The refusals are the original server's for a value outside its lists.
/// </remarks>
internal static class Acceptability
{
    /// <summary>Says what is not acceptable, or null.</summary>
    public static string? Explain(StreamTrack track, JsonElement? format, JsonElement? parameters)
    {
        if (format is { } wanted && !IsSameFormat(track.Codec, wanted)) return "Format is not acceptable";
        if (track.Kind != MediaKind.Video || parameters is not { } values) return null;
        return ExplainParameters(values, resolution => IsSameResolution(track, resolution));
    }

    /// <summary>Says which parameter would need an encoder, or null.</summary>
    public static string? ExplainParameters(JsonElement wanted, Func<JsonElement, bool> isSameResolution)
    {
        if (wanted.TryGetProperty("resolution", out var resolution) && !isSameResolution(resolution)) return "Resolution is not acceptable";
        if (wanted.TryGetProperty("framerate", out _)) return "Framerate is not acceptable";
        if (wanted.TryGetProperty("bitrate", out var bitrate) && !IsUnchangedBitrate(bitrate)) return "Bitrate is not acceptable";
        return wanted.TryGetProperty("keyFrameInterval", out _) ? "KeyFrameInterval is not acceptable" : null;
    }

    private static bool IsSameFormat(RtpCodec codec, JsonElement wanted)
    {
        var own = MediaFormat.Of(codec);
        if (wanted.GetProperty("codec").GetString() != own.Codec) return false;
        if (codec.Kind == MediaKind.Audio)
            return NumberOf(wanted, "sampleRate") == own.SampleRate && NumberOf(wanted, "channelNum") == own.ChannelNum;
        var profile = wanted.TryGetProperty("profile", out var name) ? name.GetString() : null;
        return H264Profile.RankOf(own.Profile) is not { } has || H264Profile.RankOf(profile) is not { } wants || has <= wants;
    }

    private static bool IsSameResolution(StreamTrack track, JsonElement wanted) =>
        track.Width == 0 || (NumberOf(wanted, "width") == track.Width && NumberOf(wanted, "height") == track.Height);

    private static bool IsUnchangedBitrate(JsonElement wanted) =>
        wanted.ValueKind == JsonValueKind.String && wanted.GetString() is "x1.0" or "x1";

    public static double? NumberOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var number) ? number.GetDouble() : null;
}
