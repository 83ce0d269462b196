using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Reads one RTP packet in place: a view over the (decrypted) datagram (RFC 3550 §5.1).</summary>
/// <remarks>Copies nothing; valid only while the datagram's buffer is.</remarks>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                           timestamp                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |           synchronization source (SSRC) identifier            |
/// +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
/// |            contributing source (CSRC) identifiers             |
/// |                             ....                              |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      defined by profile       |           length              |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                        header extension                       |
/// |                             ....                              |
/// </code>
internal readonly ref struct RtpPacketReader
{
    internal const int FixedHeaderLength = 12; // bytes
    private const byte PaddingBit = 0x20;
    private const byte ExtensionBit = 0x10;
    private const byte CsrcCountMask = 0x0f;
    private const byte MarkerBit = 0x80;
    private readonly ReadOnlySpan<byte> _packet;

    private RtpPacketReader(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> extension, ushort profile)
    {
        _packet = packet;
        Payload = payload;
        ExtensionData = extension;
        ExtensionProfile = profile;
    }

    public bool Marker => (_packet[1] & MarkerBit) != 0;

    public PayloadType PayloadType => new((byte)(_packet[1] & ~MarkerBit));

    public SequenceNumber SequenceNumber => new(ReadUInt16BigEndian(_packet[2..]));

    public RtpTimestamp Timestamp => new(ReadUInt32BigEndian(_packet[4..]));

    public Ssrc Ssrc => new(ReadUInt32BigEndian(_packet[8..]));

    public int CsrcCount => _packet[0] & CsrcCountMask;

    /// <summary>The payload without padding; empty for a packet of padding alone, which bandwidth probes use.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The body of the header extension, or empty.</summary>
    public ReadOnlySpan<byte> ExtensionData { get; }

    /// <summary>The "defined by profile" word of the header extension; 0 without one.</summary>
    public ushort ExtensionProfile { get; }

    /// <summary>The elements of the header extension (RFC 8285), none when its form is unknown.</summary>
    public HeaderExtensionEnumerator Extensions => new(ExtensionProfile, ExtensionData);

    /// <summary>Checks the framing of <paramref name="packet"/>. Malformed input is a status, never an exception.</summary>
    public static RtpParseStatus Parse(ReadOnlySpan<byte> packet, out RtpPacketReader reader)
    {
        reader = default;
        if (packet.Length < FixedHeaderLength) return RtpParseStatus.TooShort;
        var first = packet[0];
        if (first >> 6 != 2) return RtpParseStatus.BadVersion;
        var headerLength = FixedHeaderLength + ((first & CsrcCountMask) * 4);
        if (packet.Length < headerLength) return RtpParseStatus.TooShort;

        ReadOnlySpan<byte> extension = default;
        ushort profile = 0;
        if ((first & ExtensionBit) != 0)
        {
            if (packet.Length < headerLength + 4) return RtpParseStatus.BadExtension;
            profile = ReadUInt16BigEndian(packet[headerLength..]);
            var length = ReadUInt16BigEndian(packet[(headerLength + 2)..]) * 4;
            headerLength += 4;
            if (packet.Length < headerLength + length) return RtpParseStatus.BadExtension;
            extension = packet.Slice(headerLength, length);
            headerLength += length;
        }

        var payload = packet[headerLength..];
        if ((first & PaddingBit) != 0)
        {
            var padding = payload.IsEmpty ? 0 : payload[^1];
            if (padding == 0 || padding > payload.Length) return RtpParseStatus.BadPadding;
            payload = payload[..^padding];
        }

        reader = new RtpPacketReader(packet, payload, extension, profile);
        return RtpParseStatus.Ok;
    }

    /// <summary>A contributing source, <paramref name="index"/> below <see cref="CsrcCount"/>.</summary>
    public Ssrc GetCsrc(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)CsrcCount);
        return new Ssrc(ReadUInt32BigEndian(_packet[(FixedHeaderLength + (index * 4))..]));
    }

    /// <summary>Finds a header extension by its negotiated identifier; 0 stands for "not negotiated" and is never found.</summary>
    public bool TryGetExtension(byte id, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (id == 0) return false;
        foreach (var element in Extensions)
        {
            if (element.Id != id) continue;
            value = element.Value;
            return true;
        }

        return false;
    }
}
