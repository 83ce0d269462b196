using System.Security.Cryptography;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Media;

/// <summary>A subscription: sends its tracks, each fed by the source it names.</summary>
internal sealed class SubscriptionSession : MediaSession
{
    private readonly object _gate = new();
    private readonly Dictionary<MediaKind, string?> _sourceIds = []; // track ids of the sources
    private readonly Dictionary<MediaKind, RtpCodec> _codecs = []; // negotiated
    private readonly Dictionary<MediaKind, Downlink> _downlinks = [];
    private readonly HashSet<MediaKind> _paused = [];
    private bool _isActive;
    private bool _released;

    public SubscriptionSession(MediaAgent agent, MediaTransport transport, string id, IReadOnlyList<SubscribedTrack> tracks)
        : base(agent, transport, id)
    {
        foreach (var track in tracks) _sourceIds.TryAdd(track.Kind, track.TrackId);
        Tracks = [.. tracks.Select(track => (track.Mid, track.Kind, track.IsMixed))];
    }

    public override IReadOnlyDictionary<string, SectionPlan> Plans => Tracks
        .DistinctBy(track => track.Mid)
        .ToDictionary(
            track => track.Mid, track => new SectionPlan(Id, track.Kind, IsPublished: false, CodecFor(track.Kind, track.IsMixed)));

    public override TransceiverDirection Direction => TransceiverDirection.SendOnly;

    private IReadOnlyList<(string Mid, MediaKind Kind, bool IsMixed)> Tracks { get; }

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
        lock (_gate)
        {
            if (_downlinks.TryAdd(kind, downlink)) _codecs.Add(kind, codec);
        }

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
        RtpCodec[] codecs;
        lock (_gate)
        {
            if (_released) return;
            _isActive = true;
            codecs = [.. _codecs.Values];
            foreach (var (kind, downlink) in _downlinks)
            {
                if (_paused.Contains(kind)) downlink.Pause();
                AttachLocked(kind, downlink);
            }
        }

        Agent.Events.OnSubscriptionReady(Transport.Id, Id, codecs);
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

    /// <summary>Takes from another source from now on, or from none.</summary>
    public void Switch(MediaKind kind, string? trackId)
    {
        lock (_gate)
        {
            _sourceIds[kind] = trackId;
            if (!_isActive || _released || !_downlinks.TryGetValue(kind, out var downlink)) return;
            downlink.Source?.Detach(downlink);
            downlink.Begin(null, waitsForKeyFrame: false);
            AttachLocked(kind, downlink);
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

    /// <summary>Begins with the source, unless it is of another codec than the subscriber's, which could not decode it.</summary>
    private void AttachLocked(MediaKind kind, Downlink downlink)
    {
        if (SourceOf(kind) is { } source && CodecMatch.IsCompatible(source.Codec, _codecs[kind])) source.Attach(downlink);
    }

    /// <summary>The codec to negotiate: the source's, or for a mixed view whichever the subscriber prefers (PROTOCOL §6.5).</summary>
    private RtpCodec? CodecFor(MediaKind kind, bool isMixed) => isMixed ? null : SourceOf(kind)?.Codec;

    private TrackSource? SourceOf(MediaKind kind) => _sourceIds.GetValueOrDefault(kind) is { } trackId ? Agent.FindSource(trackId) : null;
}
