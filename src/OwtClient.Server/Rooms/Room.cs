using System.Text.Json;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>
/// The state of one room and the rules for changing it: who is here, which streams and subscriptions exist, who may do what.
/// </summary>
/// <remarks>
/// Pure: sends nothing, waits for nothing. Requests are answered with null (granted) or the original server's text for the refusal.
/// Not thread-safe; <see cref="RoomController"/> owns it.
/// </remarks>
internal sealed partial class Room(string id, string name, RoomLimits limits)
{
    /// <summary>Who holds server-side subscriptions; no participant has such an id.</summary>
    public const string ServerOwner = "admin";

    private readonly Dictionary<string, Participant> _participants = [];
    private readonly List<RoomStream> _streams = []; // oldest first; a dictionary would not keep the order, and there are few
    private readonly Dictionary<string, RoomSubscription> _subscriptions = [];

    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The view that all rooms have.</summary>
    public MixedView View { get; } = new(id);

    /// <summary>Whether what is published takes part in the view without being asked to.</summary>
    public bool MixesPublications { get; init; }

    public IReadOnlyCollection<Participant> Participants => _participants.Values;

    public IEnumerable<RoomStream> LiveStreams => _streams.Where(stream => stream.IsLive);

    /// <summary>All publications, those that still connect as well.</summary>
    public IReadOnlyCollection<RoomStream> Streams => _streams;

    public IReadOnlyCollection<RoomSubscription> Subscriptions => _subscriptions.Values;

    public RoomStream? FindStream(string streamId) => _streams.Find(stream => stream.Id == streamId);

    public RoomSubscription? FindSubscription(string subscriptionId) => _subscriptions.GetValueOrDefault(subscriptionId);

    /// <summary>Sets how much fits. What is more already stays.</summary>
    public void Limit(RoomLimits value) => limits = value;

    public Participant? FindParticipant(string participantId) => _participants.GetValueOrDefault(participantId);

    /// <summary>Sets what a participant may do from the next request on (PROTOCOL §8.6).</summary>
    public void Replace(Participant participant) => _participants[participant.Id] = participant;

    /// <summary>Lets a participant in (PROTOCOL §3.2).</summary>
    public string? Join(Participant participant)
    {
        if (_participants.Count >= limits.Participants) return "Room is full";
        return _participants.TryAdd(participant.Id, participant) ? null : "Participant already in room";
    }

    /// <summary>Takes a participant out and returns what was theirs.</summary>
    public (IReadOnlyList<RoomStream> Streams, IReadOnlyList<RoomSubscription> Subscriptions)? Leave(string participantId)
    {
        if (!_participants.Remove(participantId)) return null;
        return ([.. _streams.Where(stream => stream.OwnerId == participantId)],
            [.. _subscriptions.Values.Where(subscription => subscription.OwnerId == participantId)]);
    }

    /// <summary>Whether a participant may publish these tracks (PROTOCOL §4.2).</summary>
    public string? CheckPublish(string participantId, IReadOnlyList<TrackRequest> tracks)
    {
        if (!_participants.TryGetValue(participantId, out var participant)) return "Participant has NOT joined";
        if (tracks.Any(track => !participant.Permission.MayPublish(track.Kind))) return "unauthorized";
        return _streams.Count >= limits.Inputs ? "Too many inputs" : null;
    }

    public void Add(RoomStream stream) => _streams.Add(stream);

    /// <summary>Ends a stream and returns the subscriptions that lose their source with it. Those are removed too.</summary>
    public IReadOnlyList<RoomSubscription> Remove(RoomStream stream)
    {
        _streams.Remove(stream);
        View.Remove(stream.Id);
        RoomSubscription[] orphans = [.. _subscriptions.Values.Where(subscription => subscription.TakesFrom(stream.Id))];
        foreach (var orphan in orphans) _subscriptions.Remove(orphan.Id);
        return orphans;
    }

    /// <summary>Whether a participant may receive these tracks, and whether they exist (PROTOCOL §4.4, §4.5).</summary>
    /// <param name="participantId">Who asks.</param>
    /// <param name="requests">
    /// The tracks that are asked for. The first of each kind is checked against the formats, as the original does.
    /// </param>
    /// <param name="tracks">The tracks found; complete only when null is returned.</param>
    public string? CheckSubscribe(string participantId, IReadOnlyList<TrackRequest> requests, out IReadOnlyList<SubscribedTrack> tracks)
    {
        var found = new List<SubscribedTrack>();
        tracks = found;
        if (!_participants.TryGetValue(participantId, out var participant)) return "Participant has NOT joined";
        if (requests.Any(request => !participant.Permission.MaySubscribe(request.Kind))) return "unauthorized";
        if (_subscriptions.Values.Count(subscription => subscription.OwnerId == participantId) >= limits.SubscriptionsEach)
            return "Too many subscriptions";
        foreach (var request in requests.OrderBy(request => request.Kind))
        {
            if (CheckSource(participantId, request.Kind, request, out var source) is { } refusal) return refusal;
            found.Add(new SubscribedTrack(request.Kind, request.Mid, source));
        }

        return null;
    }

    /// <summary>Whether these tracks can be recorded by the server itself, which has every permission (PROTOCOL §8.8).</summary>
    /// <param name="requests">The tracks that are asked for.</param>
    /// <param name="tracks">The tracks found and their codecs; complete only when null is returned.</param>
    public string? CheckRecording(IReadOnlyList<TrackRequest> requests, out IReadOnlyList<(SubscribedTrack Track, RtpCodec Codec)> tracks)
    {
        var found = new List<(SubscribedTrack Track, RtpCodec Codec)>();
        tracks = found;
        foreach (var request in requests)
        {
            if (CheckSource(ServerOwner, request.Kind, request, out var source) is { } refusal) return refusal;
            var codec = source.Codec ?? ViewFormats.Requested(request.Format) ?? CodecOf(source.TrackId)
                ?? ViewFormats.Default(request.Kind);
            found.Add((new SubscribedTrack(request.Kind, request.Mid, source) { Codec = codec }, codec));
        }

        return null;
    }

    public void Add(RoomSubscription subscription) => _subscriptions.Add(subscription.Id, subscription);

    public bool Remove(RoomSubscription subscription) => _subscriptions.Remove(subscription.Id);

    /// <summary>Whether a participant may control a subscription (PROTOCOL §4.9).</summary>
    public string? CheckSubscriptionControl(string participantId, string subscriptionId, out RoomSubscription subscription)
    {
        if (!_subscriptions.TryGetValue(subscriptionId, out subscription!)) return "Subscription does NOT exist";
        return subscription.OwnerId == participantId ? null : "unauthorized";
    }

    /// <summary>Whether a subscription can be changed as asked, and from where its tracks come then (PROTOCOL §4.9).</summary>
    public string? CheckUpdate(RoomSubscription subscription, JsonElement update, out IReadOnlyList<SourceChange> changes)
    {
        var found = new List<SourceChange>();
        changes = found;
        foreach (var kind in (ReadOnlySpan<MediaKind>)[MediaKind.Audio, MediaKind.Video])
        {
            var member = kind == MediaKind.Audio ? "audio" : "video";
            if (!update.TryGetProperty(member, out var wanted)) continue;
            if (subscription.Find(kind) is not { } track) return $"Target subscription does NOT have {member} to update";
            var from = wanted.TryGetProperty("from", out var stated) ? stated.GetString() : track.IsMixed ? track.StreamId : track.TrackId;
            var request = new TrackRequest(kind, track.Mid)
            {
                From = from,
                Parameters = wanted.TryGetProperty("parameters", out var values) ? values : null,
            };
            if (CheckSource(subscription.OwnerId, kind, request, out var source) is { } refusal) return refusal;
            if (!Fits(track, source.Codec)) return Unsatisfied(kind, "Format is not acceptable"); // no transcoding
            if (source.StreamId != track.StreamId || source.TrackId != track.TrackId) found.Add(new SourceChange(track, source));
        }

        return null;
    }

    /// <summary>The kinds that a pause or play names: <c>audio</c>, <c>video</c>, or both for <c>av</c>.</summary>
    public static IReadOnlyList<MediaKind> MuteTargets(JsonElement data) => data.GetString() switch
    {
        "audio" => [MediaKind.Audio],
        "video" => [MediaKind.Video],
        _ => [MediaKind.Audio, MediaKind.Video],
    };

    private RtpCodec? CodecOf(string? trackId) =>
        LiveStreams.SelectMany(stream => stream.Tracks).FirstOrDefault(track => track.Id == trackId)?.Codec;

    /// <summary>Finds what a subscription of a participant may take a track from, and checks what it asks for.</summary>
    private string? CheckSource(string participantId, MediaKind kind, TrackRequest request, out TrackChoice source)
    {
        source = null!;
        if (request.From == View.Id)
        {
            source = new TrackChoice(View.Id, View.TrackFor(participantId, kind), Codec: null);
            return ViewFormats.Explain(kind, request.Format, request.Parameters) is { } refusal ? Unsatisfied(kind, refusal) : null;
        }

        foreach (var stream in LiveStreams)
        {
            if (request.From is not { } from || stream.FindTrack(from, kind, request.Rid) is not { } track) continue;
            source = new TrackChoice(stream.Id, track.Id, track.Codec);
            return Acceptability.Explain(track, request.Format, request.Parameters) is { } reason ? Unsatisfied(kind, reason) : null;
        }

        return Unsatisfied(kind, kind == MediaKind.Audio ? "Requested audio stream" : "Requested video stream");
    }

    private static bool Fits(SubscribedTrack track, RtpCodec? source) =>
        source is null || (track.Codec ?? track.SourceCodec) is not { } negotiated || source.Codec == negotiated.Codec;

    private static string Unsatisfied(MediaKind kind, string reason) =>
        $"Target {(kind == MediaKind.Audio ? "audio" : "video")} stream does NOT satisfy:{reason}";
}
