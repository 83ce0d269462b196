using System.Text.Json;

namespace OwtClient.Streams;

/// <summary>A stream that somebody publishes, or that the server makes. Subscribe to it to receive it.</summary>
/// <remarks>
/// One object per stream for as long as it exists; its properties change when the server announces a change
/// (<see cref="ConferenceClient.StreamUpdated"/>). Thread-safe: each property read is consistent in itself.
/// </remarks>
public class RemoteStream
{
    private volatile StreamDescription _description;

    internal RemoteStream(string id, StreamDescription description)
    {
        Id = id;
        _description = description;
    }

    /// <summary>The server's id of the stream.</summary>
    public string Id { get; }

    /// <summary><c>forward</c>, <c>mixed</c>, or a type that this version does not know.</summary>
    public string Type => _description.Type;

    /// <summary>Participant who publishes it, or null for streams of the server.</summary>
    public string? OwnerId => _description.OwnerId;

    /// <summary>What the owner attached to the stream, or null.</summary>
    public JsonElement? Attributes => _description.Attributes;

    /// <summary>Its sound, or null when it has none.</summary>
    public AudioSettings? Audio => _description.Audio;

    /// <summary>Its pictures, or null when it has none. With simulcast the first of <see cref="VideoLayers"/>.</summary>
    public VideoSettings? Video => _description.VideoLayers.Count > 0 ? _description.VideoLayers[0] : null;

    /// <summary>Its pictures: one entry, or one for each simulcast layer.</summary>
    public IReadOnlyList<VideoSettings> VideoLayers => _description.VideoLayers;

    /// <summary>Views it was mixed into when it was described; later changes are not announced (PROTOCOL §7.6).</summary>
    public IReadOnlyList<string> InViews => _description.InViews;

    /// <summary>Whether the stream was removed from the conference.</summary>
    public bool HasEnded { get; internal set; }

    /// <summary>All that can change, replaced as one.</summary>
    internal StreamDescription Description
    {
        get => _description;
        set => _description = value;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} stream {Id}";
}
