using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Walks the packets of an RTCP datagram (RFC 3550 §6.1), after checking the framing of all of them (§A.2).</summary>
/// <remarks>
/// Deviates from RFC 3550 §A.2: a datagram need not begin with a report, because reduced-size RTCP (RFC 5506) is taken whether or not
/// it was negotiated. Only the framing is checked here: a packet whose body makes no sense is skipped alone, by its own reader.
/// </remarks>
internal ref struct RtcpCompoundReader
{
    private const byte PaddingBit = 0x20;
    private const byte CountMask = 0x1f;
    private ReadOnlySpan<byte> _rest;

    private RtcpCompoundReader(ReadOnlySpan<byte> datagram) => _rest = datagram;

    /// <summary>Checks the framing of <paramref name="datagram"/>. Malformed input is a status, never an exception.</summary>
    public static RtcpParseStatus Parse(ReadOnlySpan<byte> datagram, out RtcpCompoundReader reader)
    {
        reader = default;
        if (datagram.Length < RtcpPacketReader.HeaderLength) return RtcpParseStatus.TooShort;
        if (datagram[1] is < (byte)RtcpPacketType.SenderReport or > (byte)RtcpPacketType.ExtendedReport) return RtcpParseStatus.BadType;
        for (var rest = datagram; !rest.IsEmpty;)
        {
            if (rest.Length < RtcpPacketReader.HeaderLength) return RtcpParseStatus.BadLength;
            if (rest[0] >> 6 != 2) return RtcpParseStatus.BadVersion;
            var length = PacketLength(rest);
            if (length > rest.Length) return RtcpParseStatus.BadLength;
            if ((rest[0] & PaddingBit) != 0 && !HasValidPadding(rest, length)) return RtcpParseStatus.BadPadding;
            rest = rest[length..];
        }

        reader = new RtcpCompoundReader(datagram);
        return RtcpParseStatus.Ok;
    }

    /// <summary>Takes the next packet.</summary>
    public bool TryRead(out RtcpPacketReader packet)
    {
        packet = default;
        if (_rest.IsEmpty) return false;
        var length = PacketLength(_rest);
        var padding = (_rest[0] & PaddingBit) != 0 ? _rest[length - 1] : 0;
        var body = _rest[RtcpPacketReader.HeaderLength..(length - padding)];
        packet = new RtcpPacketReader((RtcpPacketType)_rest[1], (byte)(_rest[0] & CountMask), body);
        _rest = _rest[length..];
        return true;
    }

    private static int PacketLength(ReadOnlySpan<byte> packet) => (ReadUInt16BigEndian(packet[2..]) + 1) * 4;

    // Only the last packet may be padded, for encryption; the count includes itself and keeps the body in whole words (§6.4.1).
    private static bool HasValidPadding(ReadOnlySpan<byte> rest, int length)
    {
        var padding = rest[length - 1];
        return length == rest.Length && padding != 0 && padding % 4 == 0 && padding <= length - RtcpPacketReader.HeaderLength;
    }
}
