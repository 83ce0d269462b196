using System.Buffers;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Recording;

/// <summary>Makes frames of the packets of a forwarded track, which come as the network brought them: late, twice or never.</summary>
/// <param name="depacketizer">Makes the frames of packets in order.</param>
/// <param name="handle">Gets each frame, and has to dispose it.</param>
/// <remarks>
/// A packet before its turn waits for those between; they are given up when the oldest waited for <see cref="LongestWait"/> or too many
/// wait.
/// Reads no clock and sets no timer: the next packet, or the end, moves it on. Not thread-safe.
/// </remarks>
internal sealed class PacketAssembler(IDepacketizer depacketizer, Action<EncodedFrame> handle)
{
    /// <summary>Time enough for several retransmissions.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private const int MostWaiting = 512; // packets
    private const int RestartDistance = 1024; // a packet that is older than this is none that came late: the sender counts anew
    private readonly SortedDictionary<long, Waiting> _waiting = [];
    private SequenceUnwrapper _unwrapper;
    private long? _next;

    /// <summary>Takes a packet.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="timestamp">Its timestamp.</param>
    /// <param name="marker">Its marker bit.</param>
    /// <param name="payload">Its payload; copied if it has to wait.</param>
    /// <param name="now">Time of arrival, on any clock that only goes forward.</param>
    public void Add(SequenceNumber sequence, RtpTimestamp timestamp, bool marker, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        var place = _unwrapper.Unwrap(sequence);
        if (_next - place > RestartDistance)
        {
            Break();
            _unwrapper = default;
            place = _unwrapper.Unwrap(sequence);
        }

        _next ??= place;
        if (place < _next || _waiting.ContainsKey(place)) return; // given up already, or the second of its kind
        if (place == _next) Deliver(payload, timestamp, marker);
        else Keep(place, timestamp, marker, payload, now);
        DeliverReady();
        while (_waiting.Count > 0 && (_waiting.Count > MostWaiting || now - OldestArrival() >= LongestWait)) SkipGap();
    }

    /// <summary>Nothing more comes that connects to what came: the track's source changes, or it ends.</summary>
    public void Break()
    {
        while (_waiting.Count > 0) SkipGap();
        if (_next is not null) depacketizer.HandleGap(1); // so that an unfinished frame is not taken for a whole one
        _next = null;
    }

    private void Keep(long place, RtpTimestamp timestamp, bool marker, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(buffer);
        _waiting.Add(place, new Waiting(buffer, payload.Length, timestamp, marker, now));
    }

    private TimeSpan OldestArrival()
    {
        var oldest = TimeSpan.MaxValue;
        foreach (var packet in _waiting.Values) oldest = packet.ArrivedAt < oldest ? packet.ArrivedAt : oldest;
        return oldest;
    }

    private void SkipGap()
    {
        var first = _waiting.Keys.First();
        depacketizer.HandleGap((int)(first - _next!.Value));
        _next = first;
        DeliverReady();
    }

    private void DeliverReady()
    {
        while (_waiting.Count > 0 && _waiting.Remove(_next!.Value, out var packet))
        {
            Deliver(packet.Buffer.AsSpan(0, packet.Length), packet.Timestamp, packet.Marker);
            ArrayPool<byte>.Shared.Return(packet.Buffer);
        }
    }

    private void Deliver(ReadOnlySpan<byte> payload, RtpTimestamp timestamp, bool marker)
    {
        _next++;
        depacketizer.HandlePacket(payload, timestamp.Value, marker);
        while (depacketizer.TryTakeFrame(out var frame)) handle(frame);
    }

    private readonly record struct Waiting(byte[] Buffer, int Length, RtpTimestamp Timestamp, bool Marker, TimeSpan ArrivedAt);
}
