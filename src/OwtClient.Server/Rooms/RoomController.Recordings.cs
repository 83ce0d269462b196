using System.Text.Json;
using OwtClient.Server.Recording;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Recordings: subscriptions that the server itself holds (PROTOCOL §8.8).</summary>
internal sealed partial class RoomController
{
    private readonly Dictionary<string, RecordingSession> _recordings = []; // those whose subscription ended are swept out

    /// <summary>Begins a recording.</summary>
    /// <param name="requests">What to record.</param>
    /// <param name="container">Wanted file format.</param>
    /// <param name="store">Makes the file.</param>
    /// <param name="id">Id of the recording, when null is returned.</param>
    /// <returns>Null, or why there is none.</returns>
    public string? StartRecording(IReadOnlyList<TrackRequest> requests, string container, RecordingStore store, out string id)
    {
        id = SessionIds.Create(transportId: null).SessionId;
        if (store.Refusal is { } none) return none;
        IReadOnlyList<(SubscribedTrack Track, RtpCodec Codec)> sources;
        lock (_gate)
        {
            if (_disposed) return "Room is closed";
            if (_room.CheckRecording(requests, out sources) is { } refusal) return refusal;
        }

        // Not under the lock: a slow disk must not hold the room up. The streams may have ended meanwhile.
        if (store.TryCreate(id, container, sources, out var recording) is { } failure) return failure;
        lock (_gate)
        {
            SweepRecordingsLocked();
            if (!_disposed && sources.All(source => IsLiveLocked(source.Track)))
            {
                _room.Add(new RoomSubscription(id, Room.ServerOwner, id, [.. sources.Select(source => source.Track)]));
                _recordings.Add(id, recording!);
                _media.OpenRecording(recording!);
                RefreshViewLocked(); // it may show another input by now
                return null;
            }
        }

        recording!.Close();
        return "Source stream loss";
    }

    /// <summary>The recordings under way.</summary>
    public IReadOnlyList<RecordingInfo> Recordings
    {
        get
        {
            lock (_gate)
            {
                SweepRecordingsLocked();
                return [.. _recordings.Values.Select(DescribeLocked)];
            }
        }
    }

    /// <summary>Takes one kind or both from other streams of the same codec.</summary>
    /// <param name="id">The recording.</param>
    /// <param name="update">As in <c>subscription-control</c>: <c>{audio?:{from}, video?:{from}}</c>.</param>
    /// <returns>The recording as it is now, or null when there is none or the change cannot be made.</returns>
    public RecordingInfo? ChangeRecording(string id, JsonElement update)
    {
        lock (_gate)
        {
            if (_recordings.GetValueOrDefault(id) is not { } recording || _room.FindSubscription(id) is not { } subscription) return null;
            return UpdateLocked(subscription, update) is null ? DescribeLocked(recording) : null;
        }
    }

    /// <summary>Ends a recording.</summary>
    /// <returns>The recording, whose file is completed now, or null when there is none.</returns>
    public RecordingSession? StopRecording(string id)
    {
        lock (_gate)
        {
            if (!_recordings.Remove(id, out var recording) || _room.FindSubscription(id) is not { } subscription) return null;
            CloseLocked(subscription);
            return recording;
        }
    }

    private bool IsLiveLocked(SubscribedTrack track) => track.IsMixed || _room.FindStream(track.StreamId) is { IsLive: true };

    private void SweepRecordingsLocked()
    {
        foreach (var id in _recordings.Keys)
        {
            if (_room.FindSubscription(id) is null) _recordings.Remove(id);
        }
    }

    private RecordingInfo DescribeLocked(RecordingSession recording)
    {
        var tracks = _room.FindSubscription(recording.Id)!.Tracks;
        var sources = tracks.Select(track => (track.Kind, track.StreamId, FormatLocked(track)));
        return new RecordingInfo(recording.Id, recording.Path, [.. sources]);
    }

    private MediaFormat? FormatLocked(SubscribedTrack track)
    {
        if (track.IsMixed) return track.Codec is { } codec ? MediaFormat.Of(codec) : null; // that of the file, whatever is shown
        var source = _room.FindStream(track.StreamId)?.Tracks.FirstOrDefault(candidate => candidate.Id == track.TrackId);
        return source is null ? null : MediaFormat.Of(source.Codec);
    }
}
