using System.Text.Json;

namespace OwtClient.Streams;

/// <summary>All that is known of a stream at one moment. Immutable.</summary>
internal sealed record StreamDescription
{
    public required string Type { get; init; }

    public string? InputType { get; init; }

    public string? OwnerId { get; init; }

    public JsonElement? Attributes { get; init; }

    public bool IsData { get; init; }

    public IReadOnlyList<AudioSettings> AudioTracks { get; init; } = [];

    public IReadOnlyList<VideoTrackSettings> VideoTracks { get; init; } = [];

    public IReadOnlyList<string> InViews { get; init; } = [];

    public string? Label { get; init; }

    public ActiveInput? ActiveInput { get; init; }

    public IReadOnlyList<LayoutRegion> Layout { get; init; } = [];

    /// <summary>Whether there are tracks of a kind, all of them muted.</summary>
    public bool IsMuted(TrackKinds kind) => kind == TrackKinds.Audio
        ? AudioTracks.Count > 0 && AudioTracks.All(track => track.IsMuted)
        : VideoTracks.Count > 0 && VideoTracks.All(track => track.Layers.All(layer => layer.IsMuted));

    /// <summary>The same with the tracks of one kind muted or not.</summary>
    public StreamDescription With(TrackKinds kind, bool muted) => kind == TrackKinds.Audio
        ? this with { AudioTracks = [.. AudioTracks.Select(track => track with { IsMuted = muted })] }
        : this with { VideoTracks = [.. VideoTracks.Select(track => With(track, muted))] };

    private static VideoTrackSettings With(VideoTrackSettings track, bool muted) =>
        track with { Layers = [.. track.Layers.Select(layer => layer with { IsMuted = muted })] };
}
