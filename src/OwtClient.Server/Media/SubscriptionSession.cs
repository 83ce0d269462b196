using System.Security.Cryptography;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>A subscription: sends its tracks, each fed by the source it names.</summary>
internal sealed class SubscriptionSession : MediaSession
{
    private readonly object _gate = new();
    private readonly Dictionary<MediaKind, string> _sourceIds = []; // track ids of the sources
    private readonly Dictionary<MediaKind, Downlink> _downlinks = [];
    private readonly HashSet<MediaKind> _paused = [];
    private bool _isActive;
    private bool _released;

    public SubscriptionSession(MediaAgent agent, MediaTransport transport, string id, IReadOnlyList<SubscribedTrack> tracks)
        : base(agent, transport, id)
    {
        foreach (var track in tracks) _sourceIds.TryAdd(track.Kind, track.TrackId);
        Tracks = [.. tracks.Select(track => (track.Mid, track.Kind))];
    }

    public override IReadOnlyDictionary<string, SectionPlan> Plans => Tracks
        .DistinctBy(track => track.Mid)
        .ToDictionary(track => track.Mid, track => new SectionPlan(Id, track.Kind, IsPublished: false, SourceOf(track.Kind)?.Codec));

    public override TransceiverDirection Direction => TransceiverDirection.SendOnly;

    private IReadOnlyList<(string Mid, MediaKind Kind)> Tracks { get; }

    public override void Accept(IRtpTransceiver transceiver, RtpCodec codec, SdpMedia offered)
    {
        var sender = EngineTracks.SenderOf(transceiver);
        var kind = codec.Kind;
        // The upper half of the numbers is left free at first, so that early reordering cannot wrap the rollover counter (RFC 3711 §3.3.1).
        var rewriter = new RtpRewriter(
            new SequenceNumber((ushort)RandomNumberGenerator.GetInt32(short.MaxValue)),
            new RtpTimestamp((uint)RandomNumberGenerator.GetInt32(int.MaxValue)));
        var downlink = new Downlink(Send, rewriter, codec.ClockRate, Agent.Time);
        sender.KeyFrameRequested += (_, _) => downlink.Source?.RequestKeyFrame();
        lock (_gate) _downlinks.TryAdd(kind, downlink);

        void Send(SequenceNumber sequence, RtpTimestamp timestamp, in ForwardedPacket packet) => sender.SendPacket(new RtpPacketToSend
        {
            SequenceNumber = sequence.Value,
            Timestamp = timestamp.Value,
            Marker = packet.Marker,
            AudioLevel = packet.AudioLevel,
            Payload = packet.Payload,
        });
    }

    public override void Activate()
    {
        lock (_gate)
        {
            if (_released) return;
            _isActive = true;
            foreach (var (kind, downlink) in _downlinks)
            {
                if (_paused.Contains(kind)) downlink.Pause();
                SourceOf(kind)?.Attach(downlink);
            }
        }

        Agent.Events.OnSubscriptionReady(Transport.Id, Id);
    }

    public override void SetActive(MediaKind kind, bool isActive)
    {
        lock (_gate)
        {
            if (isActive) _paused.Remove(kind);
            else _paused.Add(kind);
            if (!_downlinks.TryGetValue(kind, out var downlink)) return;
            if (!isActive) downlink.Pause();
            else if (downlink.Resume()) downlink.Source?.Restart(downlink);
        }
    }

    /// <summary>Takes from another source from now on.</summary>
    public void Switch(MediaKind kind, string trackId)
    {
        lock (_gate)
        {
            _sourceIds[kind] = trackId;
            if (!_isActive || _released || !_downlinks.TryGetValue(kind, out var downlink)) return;
            downlink.Source?.Detach(downlink);
            downlink.Begin(null, waitsForKeyFrame: false);
            SourceOf(kind)?.Attach(downlink);
        }
    }

    protected override void Release()
    {
        lock (_gate)
        {
            if (_released) return;
            _released = true;
            foreach (var downlink in _downlinks.Values)
            {
                downlink.Source?.Detach(downlink);
                downlink.Begin(null, waitsForKeyFrame: false);
            }
        }
    }

    private TrackSource? SourceOf(MediaKind kind) => _sourceIds.TryGetValue(kind, out var trackId) ? Agent.FindSource(trackId) : null;
}
