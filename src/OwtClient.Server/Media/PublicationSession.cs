using OwtClient.Server.Rooms;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>A publication: receives its tracks and makes a source of each, one per simulcast layer.</summary>
internal sealed class PublicationSession : MediaSession
{
    private readonly object _gate = new();
    private readonly Dictionary<string, TrackRequest> _requests = [];
    private readonly List<(StreamTrack Track, TrackSource Source)> _tracks = [];
    private readonly HashSet<MediaKind> _paused = [];
    private bool _released;

    public PublicationSession(MediaAgent agent, MediaTransport transport, string id, IReadOnlyList<TrackRequest> requests)
        : base(agent, transport, id)
    {
        foreach (var request in requests) _requests.TryAdd(request.Mid, request);
        Plans = _requests.ToDictionary(entry => entry.Key, entry => new SectionPlan(id, entry.Value.Kind, IsPublished: true, Source: null));
    }

    public override IReadOnlyDictionary<string, SectionPlan> Plans { get; }

    public override TransceiverDirection Direction => TransceiverDirection.RecvOnly;

    public override void Accept(IRtpTransceiver transceiver, RtpCodec codec, SdpMedia offered)
    {
        var receiver = EngineTracks.ReceiverOf(transceiver);
        IReadOnlyList<string?> layers = offered.Simulcast is { Send.Count: > 0 } simulcast ? [.. simulcast.Send] : [null];
        var sources = new List<(string? Rid, TrackSource Source)>();
        foreach (var rid in layers)
        {
            var track = CreateTrack(transceiver.Mid!, codec, rid);
            var source = new TrackSource(track.Id, codec, () => receiver.RequestKeyFrame(rid), Agent.Time);
            source.ResolutionChanged += ReportResolution;
            if (codec.Kind == MediaKind.Audio) source.LevelHeard += HandleLevel;
            sources.Add((rid, source));
            lock (_gate) _tracks.Add((track, source));
        }

        receiver.SetPacketSink(new UplinkSink(sources));
    }

    public override void Activate()
    {
        StreamTrack[] tracks;
        lock (_gate)
        {
            if (_released) return;
            foreach (var (track, source) in _tracks)
            {
                if (_paused.Contains(track.Kind)) source.Pause();
                Agent.AddSource(source);
            }

            tracks = [.. _tracks.Select(entry => entry.Track)];
        }

        Agent.Events.OnPublicationReady(Transport.Id, Id, tracks);
    }

    public override void SetActive(MediaKind kind, bool isActive)
    {
        lock (_gate)
        {
            if (isActive) _paused.Remove(kind);
            else _paused.Add(kind);
            foreach (var (track, source) in _tracks)
            {
                if (track.Kind != kind) continue;
                if (isActive) source.Resume();
                else source.Pause();
            }
        }
    }

    protected override void Release()
    {
        lock (_gate)
        {
            if (_released) return;
            _released = true;
            foreach (var (_, source) in _tracks)
            {
                Agent.RemoveSource(source);
                source.Dispose();
            }
        }
    }

    private StreamTrack CreateTrack(string mid, RtpCodec codec, string? rid)
    {
        var id = rid is null ? $"{Transport.Id}-{mid}" : $"{Transport.Id}-{mid}:{rid}";
        return new StreamTrack(id, codec.Kind, mid) { Codec = codec, Source = _requests[mid].Source, Rid = rid };
    }

    /// <summary>Comes on the receive thread, too.</summary>
    private void HandleLevel(byte level, TimeSpan now)
    {
        if (Agent.Speakers.Hear(Id, level, now)) Transport.Post(() => Agent.Events.OnActiveSpeaker(Id));
    }

    /// <summary>Comes on the receive thread: the room is told from the transport's queue.</summary>
    private void ReportResolution(TrackSource source, int width, int height) =>
        Transport.Post(() => Agent.Events.OnResolution(Id, source.TrackId, width, height));
}
