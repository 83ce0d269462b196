using System.Text.Json;

namespace OwtClient.Streams;

/// <summary>A stream that somebody publishes, or that the server makes. Subscribe to it to receive it.</summary>
/// <remarks>
/// One object per stream for as long as it exists; its properties change when the server announces a change. Thread-safe: each property
/// read is consistent in itself. Events are raised like those of <see cref="ConferenceClient"/>, by its dispatcher and in the same order,
/// each before the client's own; properties may be ahead of the event by then, what the event says is not.
/// </remarks>
public class RemoteStream
{
    private volatile StreamDescription _description;
    private volatile bool _hasEnded;

    internal RemoteStream(string id, StreamDescription description)
    {
        Id = id;
        _description = description;
    }

    /// <summary>Something about it changed; see <see cref="ConferenceClient.StreamUpdated"/>.</summary>
    public event EventHandler<StreamUpdatedEventArgs>? Updated;

    /// <summary>Its owner or an administrator muted its sound or its pictures.</summary>
    public event EventHandler<StreamStatusChangedEventArgs>? Muted;

    /// <summary>Its owner or an administrator unmuted its sound or its pictures.</summary>
    public event EventHandler<StreamStatusChangedEventArgs>? Unmuted;

    /// <summary>It was removed from the conference. Not raised when the client leaves the conference.</summary>
    public event EventHandler<StreamEventArgs>? Ended;

    /// <summary>The server's id of the stream.</summary>
    public string Id { get; }

    /// <summary><c>forward</c>, <c>mixed</c>, or a type that this version does not know.</summary>
    public string Type => _description.Type;

    /// <summary>
    /// How it came into the conference: <c>webrtc</c>, <c>streaming</c>, <c>sip</c>, <c>analytics</c>, <c>quic</c>, <c>selecting</c>
    /// (active audio), or something new; null for mixed streams.
    /// </summary>
    public string? InputType => _description.InputType;

    /// <summary>
    /// Participant who publishes it, or null for streams of the server. What the management API lets in is owned by <c>admin</c>.
    /// </summary>
    public string? OwnerId => _description.OwnerId;

    /// <summary>What the owner attached to the stream, or null.</summary>
    public JsonElement? Attributes => _description.Attributes;

    /// <summary>Whether it carries data instead of media. This version cannot subscribe to such a stream.</summary>
    public bool IsData => _description.IsData;

    /// <summary>Its sound, or null when it has none. The first of <see cref="AudioTracks"/>.</summary>
    public AudioSettings? Audio => _description.AudioTracks is [var first, ..] ? first : null;

    /// <summary>Its sound: usually one track.</summary>
    public IReadOnlyList<AudioSettings> AudioTracks => _description.AudioTracks;

    /// <summary>Its pictures, or null when it has none. With simulcast the first of <see cref="VideoLayers"/>.</summary>
    public VideoSettings? Video => VideoLayers is [var first, ..] ? first : null;

    /// <summary>Its pictures: one entry, or one for each simulcast layer. Those of the first of <see cref="VideoTracks"/>.</summary>
    public IReadOnlyList<VideoSettings> VideoLayers => _description.VideoTracks is [var first, ..] ? first.Layers : [];

    /// <summary>Its pictures: usually one track, whose simulcast layers are together.</summary>
    public IReadOnlyList<VideoTrackSettings> VideoTracks => _description.VideoTracks;

    /// <summary>Views it was mixed into when it was described; later changes are not announced (PROTOCOL §7.6).</summary>
    public IReadOnlyList<string> InViews => _description.InViews;

    /// <summary>Whether the stream was removed from the conference.</summary>
    public bool HasEnded
    {
        get => _hasEnded;
        internal set => _hasEnded = value;
    }

    /// <summary>All that can change, replaced as one.</summary>
    internal StreamDescription Description
    {
        get => _description;
        set => _description = value;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} stream {Id}";

    /// <summary>Makes the object of the kind that a description is about.</summary>
    internal static RemoteStream Create(string id, StreamDescription description) => description switch
    {
        { Type: "mixed" } => new RemoteMixedStream(id, description),
        { InputType: "selecting" } => new RemoteActiveAudioStream(id, description),
        _ => new RemoteStream(id, description),
    };

    /// <summary>Calls the handlers of a change. To be called by the client's dispatcher.</summary>
    internal void RaiseUpdated(StreamUpdatedEventArgs e)
    {
        Updated?.Invoke(this, e);
        if (e is StreamStatusChangedEventArgs status) (status.IsMuted ? Muted : Unmuted)?.Invoke(this, status);
        RaiseOwn(e);
    }

    /// <summary>Calls the handlers of the end. To be called by the client's dispatcher.</summary>
    internal void RaiseEnded(StreamEventArgs e) => Ended?.Invoke(this, e);

    /// <summary>Calls the handlers that only a kind of stream has.</summary>
    private protected virtual void RaiseOwn(StreamUpdatedEventArgs e)
    {
    }
}
