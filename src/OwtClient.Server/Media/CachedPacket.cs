using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;

namespace OwtClient.Server.Media;

/// <summary>A packet kept beyond its arrival, in a buffer of the engine's pool.</summary>
internal readonly record struct CachedPacket(byte[]? Buffer, int Length, RtpTimestamp Timestamp, bool Marker)
{
    public static CachedPacket Copy(in ForwardedPacket packet)
    {
        var buffer = PacketPool.Shared.Rent();
        packet.Payload.CopyTo(buffer);
        return new CachedPacket(buffer, packet.Payload.Length, packet.Timestamp, packet.Marker);
    }

    public void Release()
    {
        if (Buffer is not null) PacketPool.Shared.Return(Buffer);
    }

    public ForwardedPacket View(SequenceNumber sequence) => new()
    {
        Sequence = sequence,
        Timestamp = Timestamp,
        Marker = Marker,
        Payload = Buffer.AsSpan(0, Length),
    };
}
