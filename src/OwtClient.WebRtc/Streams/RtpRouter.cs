using System.Text;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Streams;

/// <summary>Finds the stream a packet belongs to in a bundle of media sections (RFC 8843 §9.2, RFC 8852 §3).</summary>
/// <remarks>
/// In this order: the identifiers in the packet, which its source is remembered by; the source, signalled or learned; the payload type,
/// when it belongs to one section alone. Learned sources are bounded: the one unheard of for longest is forgotten. Allocates only when
/// a source is learned.
/// </remarks>
internal sealed class RtpRouter<TStream>
    where TStream : class
{
    internal const int MaxLearnedSources = 256;
    private readonly List<Target> _targets = [];
    private readonly Dictionary<Ssrc, Source> _sources = [];
    private readonly Target?[] _byPayloadType = new Target?[PayloadType.MaxValue + 1];
    private readonly bool[] _sharedPayloadTypes = new bool[PayloadType.MaxValue + 1];
    private int _learned;
    private long _clock; // packets seen, for telling which source was heard of last

    /// <summary>The identifiers negotiated; one set holds for all sections of a bundle, each adds what it has (RFC 8843 §9.1).</summary>
    public HeaderExtensionMap Extensions { get; } = new();

    /// <summary>Adds a stream: a section, or one layer of it.</summary>
    public void Add(string mid, string? rid, TStream stream) =>
        _targets.Add(new Target(Encoding.ASCII.GetBytes(mid), rid is null ? null : Encoding.ASCII.GetBytes(rid), stream));

    /// <summary>A source that the description names for a stream added before.</summary>
    public void AddSource(Ssrc ssrc, TStream stream)
    {
        if (Find(stream) is not { } target) return;
        if (_sources.TryGetValue(ssrc, out var known) && known.IsLearned) _learned--;
        _sources[ssrc] = new Source(target, isLearned: false);
    }

    /// <summary>A payload type that the section of a stream added before may use.</summary>
    public void AddPayloadType(PayloadType type, TStream stream)
    {
        if (Find(stream) is not { } target) return;
        ref var holder = ref _byPayloadType[type.Value & PayloadType.MaxValue];
        if (holder is not null && holder != target) _sharedPayloadTypes[type.Value & PayloadType.MaxValue] = true;
        holder = target;
    }

    /// <summary>Forgets a stream and all that led to it.</summary>
    public void Remove(TStream stream)
    {
        if (Find(stream) is not { } target) return;
        _targets.Remove(target);
        foreach (var (ssrc, source) in _sources)
        {
            if (source.Target == target) Forget(ssrc, source);
        }

        // Whether a type was shared is not kept apart: it stays unusable alone, which errs on the side of dropping.
        foreach (ref var holder in _byPayloadType.AsSpan())
        {
            if (holder == target) holder = null;
        }
    }

    /// <summary>Finds the stream of a packet.</summary>
    public RtpRouteStatus Route(in RtpPacketReader packet, out TStream? stream)
    {
        _clock++;
        stream = null;
        var known = _sources.GetValueOrDefault(packet.Ssrc);
        var midId = Extensions.IdOf(HeaderExtensionKind.Mid);
        if (packet.TryGetExtension(midId, out var mid)) return RouteByMid(packet, mid, known, out stream);
        if (known is not null)
        {
            known.LastHeard = _clock;
            stream = known.Target.Stream;
            return RtpRouteStatus.KnownSource;
        }

        return RouteByPayloadType(packet, out stream);
    }

    /// <summary>The stream of a source heard of or signalled: for the reports it sends.</summary>
    public bool TryGet(Ssrc ssrc, out TStream? stream)
    {
        stream = _sources.GetValueOrDefault(ssrc)?.Target.Stream;
        return stream is not null;
    }

    private RtpRouteStatus RouteByMid(in RtpPacketReader packet, ReadOnlySpan<byte> mid, Source? known, out TStream? stream)
    {
        // A source that was learned or signalled for a layer may name only its section from then on.
        if (!packet.TryGetExtension(Extensions.IdOf(HeaderExtensionKind.RtpStreamId), out var rid))
        {
            packet.TryGetExtension(Extensions.IdOf(HeaderExtensionKind.RepairedRtpStreamId), out rid);
        }

        if (known is not null && known.Target.Matches(mid, rid))
        {
            known.LastHeard = _clock;
            stream = known.Target.Stream;
            return RtpRouteStatus.KnownSource;
        }

        stream = null;
        foreach (var target in _targets)
        {
            if (!target.Accepts(mid, rid)) continue;
            if (known is null || known.IsLearned) Learn(packet.Ssrc, target);
            stream = target.Stream;
            return RtpRouteStatus.Identified;
        }

        return RtpRouteStatus.Unroutable;
    }

    private RtpRouteStatus RouteByPayloadType(in RtpPacketReader packet, out TStream? stream)
    {
        stream = null;
        var type = packet.PayloadType.Value;
        if (_byPayloadType[type] is not { } target || _sharedPayloadTypes[type]) return RtpRouteStatus.Unroutable;
        Learn(packet.Ssrc, target);
        stream = target.Stream;
        return RtpRouteStatus.UniquePayloadType;
    }

    private void Learn(Ssrc ssrc, Target target)
    {
        if (_sources.TryGetValue(ssrc, out var known))
        {
            (known.Target, known.LastHeard) = (target, _clock);
            return;
        }

        if (_learned == MaxLearnedSources) ForgetStalest();
        _sources.Add(ssrc, new Source(target, isLearned: true) { LastHeard = _clock });
        _learned++;
    }

    private void ForgetStalest()
    {
        var stalest = default(Ssrc);
        Source? oldest = null;
        foreach (var (ssrc, source) in _sources)
        {
            if (!source.IsLearned || source.LastHeard >= (oldest?.LastHeard ?? long.MaxValue)) continue;
            (stalest, oldest) = (ssrc, source);
        }

        if (oldest is not null) Forget(stalest, oldest);
    }

    private void Forget(Ssrc ssrc, Source source)
    {
        _sources.Remove(ssrc);
        if (source.IsLearned) _learned--;
    }

    private Target? Find(TStream stream) => _targets.Find(target => target.Stream == stream);

    private sealed class Target(byte[] mid, byte[]? rid, TStream stream)
    {
        public TStream Stream { get; } = stream;

        /// <summary>Whether a packet of a source already known to be this stream's may carry these identifiers; rid may be empty.</summary>
        public bool Matches(ReadOnlySpan<byte> packetMid, ReadOnlySpan<byte> packetRid) =>
            packetMid.SequenceEqual(mid) && (rid is null || packetRid.IsEmpty || packetRid.SequenceEqual(rid));

        /// <summary>Whether a packet of an unknown source belongs here: a layer has to be named, where there are layers.</summary>
        public bool Accepts(ReadOnlySpan<byte> packetMid, ReadOnlySpan<byte> packetRid) =>
            packetMid.SequenceEqual(mid) && (rid is null || packetRid.SequenceEqual(rid));
    }

    private sealed class Source(Target target, bool isLearned)
    {
        public Target Target { get; set; } = target;

        public bool IsLearned { get; } = isLearned;

        public long LastHeard { get; set; }
    }
}
