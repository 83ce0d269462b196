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
    private const string ActiveAudio = "selecting";
    private const double LongestSeconds = 24 * 60 * 60; // beyond a day it is a mistake, and far beyond no TimeSpan

    public static StreamDescription Read(StreamInfoMessage message)
    {
        var tracks = LegacyMedia.TracksOf(message.Media);
        var inputType = message.Info?.Type;
        return new StreamDescription
        {
            Type = message.Type ?? "unknown",
            InputType = inputType,
            OwnerId = inputType == ActiveAudio ? null : message.Info?.Owner, // the text "unknown"
            Attributes = message.Info?.Attributes,
            IsData = message.Data is { ValueKind: JsonValueKind.True },
            InViews = [.. (message.Info?.InViews ?? []).OfType<string>()],
            Label = message.Info?.Label,
            ActiveInput = ActiveInput(message.Info?.ActiveInput),
            Layout = LayoutReader.Read(message.Info?.Layout),
            AudioTracks = [.. tracks.Where(t => t.Type == "audio").Select(Audio)],
            VideoTracks =
            [
                .. tracks.Where(t => t.Type == "video").Select(Video).GroupBy(v => v.Mid)
                    .Select(layers => new VideoTrackSettings(layers.Key, [.. layers])),
            ],
        };
    }

    /// <summary>A stream id; an object <c>{id, volume}</c> for active-audio streams; <c>unknown</c> while nobody spoke.</summary>
    public static ActiveInput? ActiveInput(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => Speaker(text.GetString(), null),
        { ValueKind: JsonValueKind.Object } input => Speaker(Text(input, "id"), Text(input, "volume")),
        _ => null,
    };

    private static ActiveInput? Speaker(string? streamId, string? volume) => streamId is null or "" or "unknown" ? null : new ActiveInput(
        streamId, volume switch { "major" => ActiveAudioVolume.Major, "minor" => ActiveAudioVolume.Minor, _ => null });

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static AudioSettings Audio(TrackMessage track) => new()
    {
        TrackId = track.Id,
        Mid = track.Mid,
        Source = track.Source,
        Format = AudioFormat(track.Format),
        IsMuted = track.Status == "inactive",
        OptionalFormats = [.. (track.Optional?.Format ?? []).Select(AudioFormat).OfType<AudioFormat>()],
    };

    private static VideoSettings Video(TrackMessage track) => new()
    {
        TrackId = track.Id,
        Mid = track.Mid,
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
        Resolutions = [.. (optional.Parameters?.Resolution ?? []).Select(Size).OfType<Resolution>()],
        FrameRates = optional.Parameters?.Framerate ?? [],
        BitrateMultipliers = Multipliers(optional.Parameters?.Bitrate ?? []),
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

    /// <summary>With the source's own bitrate, which the server does not list but takes (PROTOCOL §4.5).</summary>
    private static double[] Multipliers(string[] listed)
    {
        var shares = listed.Select(Multiplier).OfType<double>().ToArray();
        return shares.Length == 0 ? [] : [.. shares.Append(1).Distinct().Order()];
    }

    private static double? Multiplier(string? text) => text?.StartsWith('x') == true && TryNumber(text[1..], out var value) ? value : null;

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
