using System.Text.Json;

namespace OwtClient.Streams;

/// <summary>All that is known of a stream at one moment. Immutable.</summary>
internal sealed record StreamDescription
{
    public required string Type { get; init; }

    public string? OwnerId { get; init; }

    public JsonElement? Attributes { get; init; }

    public AudioSettings? Audio { get; init; }

    public IReadOnlyList<VideoSettings> VideoLayers { get; init; } = [];

    public IReadOnlyList<string> InViews { get; init; } = [];

    public string? Label { get; init; }

    public string? ActiveInput { get; init; }

    public IReadOnlyList<LayoutRegion> Layout { get; init; } = [];

    /// <summary>The same with one kind muted or not.</summary>
    public StreamDescription WithStatus(string kind, bool active) => kind == "audio"
        ? this with { Audio = Audio is null ? null : Audio with { IsMuted = !active } }
        : this with { VideoLayers = [.. VideoLayers.Select(layer => layer with { IsMuted = !active })] };
}
