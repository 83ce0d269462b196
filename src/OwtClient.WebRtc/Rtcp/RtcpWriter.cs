using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Appends RTCP packets to the caller's memory; each kind of packet knows how to write itself with it.</summary>
/// <remarks>A packet that does not fit is refused and leaves what was written before it intact.</remarks>
internal ref struct RtcpWriter(Span<byte> destination)
{
    private const byte Version = 0x80; // V=2, no padding
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public readonly int Room => _destination.Length - Length;

    /// <summary>Writes the common header and hands out the body, cleared, for the caller to fill.</summary>
    /// <param name="type">Packet type.</param>
    /// <param name="count">Count or feedback format, below 32.</param>
    /// <param name="bodyLength">Bytes behind the common header, a multiple of four.</param>
    /// <param name="body">The body to fill.</param>
    public bool TryBegin(RtcpPacketType type, int count, int bodyLength, out Span<byte> body)
    {
        body = default;
        if (RtcpPacketReader.HeaderLength + bodyLength > Room) return false;
        var packet = _destination.Slice(Length, RtcpPacketReader.HeaderLength + bodyLength);
        packet[0] = (byte)(Version | count);
        packet[1] = (byte)type;
        WriteUInt16BigEndian(packet[2..], (ushort)(bodyLength / 4));
        body = packet[RtcpPacketReader.HeaderLength..];
        body.Clear();
        Length += packet.Length;
        return true;
    }

    /// <summary>Begins a feedback packet (RFC 4585 §6.1) and hands out its feedback control information.</summary>
    public bool TryBeginFeedback(RtcpPacketType type, byte format, Ssrc sender, Ssrc media, int feedbackLength, out Span<byte> feedback)
    {
        feedback = default;
        if (!TryBegin(type, format, 8 + feedbackLength, out var body)) return false;
        WriteUInt32BigEndian(body, sender.Value);
        WriteUInt32BigEndian(body[4..], media.Value);
        feedback = body[8..];
        return true;
    }
}
