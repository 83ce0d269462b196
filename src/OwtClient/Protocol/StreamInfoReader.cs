using System.Globalization;
using System.Text.Json;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Protocol;

/// <summary>
/// Makes a <see cref="StreamDescription"/> of the server's words (PROTOCOL §7). Never fails: what is missing stays empty.
/// </summary>
internal static class StreamInfoReader
{
    private const double LongestSeconds = 24 * 60 * 60; // beyond a day it is a mistake, and far beyond no TimeSpan

    public static StreamDescription Read(StreamInfoMessage message)
    {
        var tracks = LegacyMedia.TracksOf(message.Media);
        return new StreamDescription
        {
            Type = message.Type ?? "unknown",
            OwnerId = message.Info?.Owner,
            Attributes = message.Info?.Attributes,
            InViews = message.Info?.InViews ?? [],
            Label = message.Info?.Label,
            ActiveInput = ActiveInput(message.Info?.ActiveInput),
            Layout = Layout(message.Info?.Layout),
            Audio = tracks.Where(t => t.Type == "audio").Select(Audio).FirstOrDefault(),
            VideoLayers = [.. tracks.Where(t => t.Type == "video").Select(Video)],
        };
    }

    /// <summary>A stream id; an object <c>{id, volume}</c> for active-audio streams; <c>unknown</c> while nobody spoke.</summary>
    public static string? ActiveInput(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is not ("unknown" or "") => text.GetString(),
        { ValueKind: JsonValueKind.Object } input when input.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String =>
            id.GetString(),
        _ => null,
    };

    /// <summary>Regions that cannot be drawn (a circle, a malformed fraction) are left out.</summary>
    public static IReadOnlyList<LayoutRegion> Layout(LayoutEntryMessage[]? entries)
    {
        var regions = new List<LayoutRegion>();
        foreach (var entry in entries ?? [])
        {
            if (entry.Region is not { Id: { } id, Area: { } area }) continue;
            if (Share(area, "left") is { } left && Share(area, "top") is { } top
                && Share(area, "width") is { } width && Share(area, "height") is { } height)
            {
                regions.Add(new LayoutRegion(id, entry.Stream, left, top, width, height));
            }
        }

        return regions;
    }

    /// <summary>
    /// A fraction text such as <c>1/3</c>, <c>0</c> or <c>1</c>; an object of numerator and denominator; or a plain number.
    /// </summary>
    internal static double? Fraction(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        if (value.ValueKind == JsonValueKind.Object)
        {
            return Member(value, "numerator") / Member(value, "denominator") is { } share && double.IsFinite(share) ? share : null;
        }

        if (value.ValueKind != JsonValueKind.String) return null;
        var parts = value.GetString()!.Split('/');
        if (parts.Length > 2 || !TryNumber(parts[0], out var numerator)) return null;
        if (parts.Length == 1) return numerator;
        return TryNumber(parts[1], out var denominator) && denominator != 0 ? numerator / denominator : null;
    }

    private static double? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetDouble() : null;

    private static double? Share(Dictionary<string, JsonElement> area, string name) =>
        area.TryGetValue(name, out var value) ? Fraction(value) : null;

    private static AudioSettings Audio(TrackMessage track) => new()
    {
        TrackId = track.Id,
        Source = track.Source,
        Format = AudioFormat(track.Format),
        IsMuted = track.Status == "inactive",
        OptionalFormats = [.. (track.Optional?.Format ?? []).Select(AudioFormat).OfType<AudioFormat>()],
    };

    private static VideoSettings Video(TrackMessage track) => new()
    {
        TrackId = track.Id,
        Source = track.Source,
        Format = VideoFormat(track.Format),
        Resolution = Size(track.Parameters?.Resolution),
        FrameRate = track.Parameters?.Framerate,
        BitsPerSecond = KilobitsPerSecond(track.Parameters?.Bitrate) * 1000,
        KeyFrameInterval = Seconds(track.Parameters?.KeyFrameInterval),
        Rid = track.Rid,
        IsMuted = track.Status == "inactive",
        Capabilities = Capabilities(track.Optional),
    };

    private static VideoCapabilities Capabilities(OptionalMessage? optional) =>
        optional is null ? VideoCapabilities.None : new VideoCapabilities
    {
        Formats = [.. (optional.Format ?? []).Select(VideoFormat).OfType<VideoFormat>()],
        Resolutions = [.. (optional.Parameters?.Resolution ?? []).Select(r => new Resolution(r.Width, r.Height))],
        FrameRates = optional.Parameters?.Framerate ?? [],
        BitrateMultipliers = [.. (optional.Parameters?.Bitrate ?? []).Select(Multiplier).OfType<double>()],
        KeyFrameIntervals = [.. (optional.Parameters?.KeyFrameInterval ?? []).Select(seconds => Seconds(seconds)).OfType<TimeSpan>()],
    };

    private static AudioFormat? AudioFormat(FormatMessage? format) =>
        format?.Codec is { } codec ? new AudioFormat(codec, format.SampleRate, format.ChannelNum) : null;

    private static VideoFormat? VideoFormat(FormatMessage? format) =>
        format?.Codec is { } codec ? new VideoFormat(codec, format.Profile) : null;

    private static Resolution? Size(ResolutionMessage? size) => size is null ? null : new Resolution(size.Width, size.Height);

    private static TimeSpan? Seconds(double? seconds) => seconds is >= 0 and <= LongestSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;

    private static double? KilobitsPerSecond(JsonElement? bitrate) => bitrate switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when TryNumber(text.GetString()!, out var value) => value,
        _ => null,
    };

    private static double? Multiplier(string text) => text.StartsWith('x') && TryNumber(text[1..], out var value) ? value : null;

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
