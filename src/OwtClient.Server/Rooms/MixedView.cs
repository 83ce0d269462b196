using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>The mixed view of a room: which streams take part, and which of them is seen and heard.</summary>
/// <remarks>
/// Without codecs nothing can be mixed, so one stream is forwarded: the picture of who speaks, or else of the input that was given the
/// region, or else of the newest; and the sound of who spoke last, to that one the sound of who spoke before. Pure; not thread-safe.
/// </remarks>
internal sealed class MixedView(string roomId)
{
    /// <summary>The label that requests name it by.</summary>
    public const string Label = "common";

    /// <summary>The only region: the whole picture.</summary>
    public const string RegionId = "1";

    private readonly List<ViewInput> _inputs = []; // oldest first
    private readonly List<string> _speakers = []; // inputs that spoke, the latest first
    private string? _pinned;

    /// <summary>Id of its stream (PROTOCOL §7.1).</summary>
    public string Id { get; } = $"{roomId}-common";

    /// <summary>The streams that take part.</summary>
    public IEnumerable<string> Inputs => _inputs.Select(input => input.StreamId);

    /// <summary>The stream of who spoke last, or null when nobody did.</summary>
    public string? ActiveInput => _speakers.Count > 0 ? _speakers[0] : null;

    /// <summary>The stream whose picture is shown, or null.</summary>
    public string? ShownInput => Shown?.StreamId;

    private ViewInput? Shown =>
        _inputs.FirstOrDefault(input => input.VideoTrackId is not null && input.StreamId == ActiveInput)
        ?? _inputs.FirstOrDefault(input => input.VideoTrackId is not null && input.StreamId == _pinned)
        ?? _inputs.LastOrDefault(input => input.VideoTrackId is not null);

    public bool Contains(string streamId) => _inputs.Exists(input => input.StreamId == streamId);

    /// <summary>Lets a stream take part. Does nothing when it does.</summary>
    public void Add(ViewInput input)
    {
        if (!Contains(input.StreamId)) _inputs.Add(input);
    }

    /// <summary>Takes a stream out.</summary>
    /// <returns>False when it took no part.</returns>
    public bool Remove(string streamId)
    {
        _speakers.Remove(streamId);
        if (_pinned == streamId) _pinned = null;
        return _inputs.RemoveAll(input => input.StreamId == streamId) > 0;
    }

    /// <summary>
    /// Gives the region to an input: its picture is shown while nobody speaks whose picture could be. Null gives it to none.
    /// </summary>
    public void Pin(string? streamId) => _pinned = streamId;

    /// <summary>Somebody began to speak.</summary>
    /// <returns>False when it is no input, or spoke already.</returns>
    public bool SetSpeaker(string streamId)
    {
        if (!Contains(streamId) || ActiveInput == streamId) return false;
        _speakers.Remove(streamId);
        _speakers.Insert(0, streamId);
        return true;
    }

    /// <summary>The track that a subscriber to the view gets now, or null. Nobody hears themselves.</summary>
    public string? TrackFor(string participantId, MediaKind kind) =>
        kind == MediaKind.Video ? Shown?.VideoTrackId : HeardBy(participantId)?.AudioTrackId;

    private ViewInput? HeardBy(string participantId)
    {
        bool IsAudible(ViewInput input) => input.AudioTrackId is not null && input.OwnerId != participantId;
        var spoken = _speakers.Select(id => _inputs.First(input => input.StreamId == id));
        return spoken.FirstOrDefault(IsAudible) ?? _inputs.LastOrDefault(IsAudible);
    }
}
