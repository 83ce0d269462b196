using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OwtClient.WebRtc.Stun;

/// <summary>Reads one STUN message in place: a view over the received datagram (RFC 8489 §5).</summary>
/// <remarks>Copies nothing; valid only while the datagram's buffer is. Parsing checks the framing, not the authenticity.</remarks>
internal readonly ref struct StunMessageReader
{
    public const int HeaderLength = 20; // bytes
    public const int MaxLength = 2048; // bytes; bounds the copy that an integrity check makes
    internal const uint MagicCookie = 0x2112A442;
    internal const int AttributeHeaderLength = 4; // bytes
    internal const int IntegrityLength = 20; // bytes of HMAC-SHA1
    internal const uint FingerprintMask = 0x5354554E;
    private readonly ReadOnlySpan<byte> _datagram;

    private StunMessageReader(ReadOnlySpan<byte> datagram) => _datagram = datagram;

    public StunMessageType Type => (StunMessageType)BinaryPrimitives.ReadUInt16BigEndian(_datagram);

    public StunTransactionId TransactionId => StunTransactionId.Read(_datagram[8..]);

    private ReadOnlySpan<byte> Attributes => _datagram[HeaderLength..];

    /// <summary>Whether a datagram can be STUN by its first byte (RFC 7983 §7).</summary>
    public static bool LooksLikeStun(ReadOnlySpan<byte> datagram) => datagram.Length >= HeaderLength && datagram[0] <= 3;

    /// <summary>Checks the framing of <paramref name="datagram"/>. Malformed input is a status, never an exception.</summary>
    public static StunParseStatus Parse(ReadOnlySpan<byte> datagram, out StunMessageReader message)
    {
        message = default;
        if (datagram.Length < HeaderLength) return StunParseStatus.TooShort;
        if (datagram.Length > MaxLength) return StunParseStatus.TooLong;
        if (datagram[0] > 3 || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != MagicCookie) return StunParseStatus.NotStun;
        int length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length % 4 != 0 || length != datagram.Length - HeaderLength) return StunParseStatus.BadLength;

        for (var rest = datagram[HeaderLength..]; rest.Length > 0; rest = rest[(AttributeHeaderLength + Padded(rest))..])
        {
            if (Padded(rest) > rest.Length - AttributeHeaderLength) return StunParseStatus.BadAttribute;
        }

        message = new StunMessageReader(datagram);
        return StunParseStatus.Ok;
    }

    /// <summary>Finds the first attribute of a type. After MESSAGE-INTEGRITY only FINGERPRINT counts: nothing vouches for the rest (§14.5).</summary>
    public bool TryGetAttribute(StunAttributeType type, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryFind(type, out var offset)) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_datagram[(offset + 2)..]);
        value = _datagram.Slice(offset + AttributeHeaderLength, length);
        return true;
    }

    public bool TryGetUInt32(StunAttributeType type, out uint value)
    {
        var found = TryGetAttribute(type, out var bytes) && bytes.Length == 4;
        value = found ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
        return found;
    }

    public bool TryGetUInt64(StunAttributeType type, out ulong value)
    {
        var found = TryGetAttribute(type, out var bytes) && bytes.Length == 8;
        value = found ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;
        return found;
    }

    /// <summary>The three-digit code of ERROR-CODE (§14.8).</summary>
    public bool TryGetErrorCode(out int code)
    {
        code = 0;
        if (!TryGetAttribute(StunAttributeType.ErrorCode, out var value) || value.Length < 4) return false;
        var (hundreds, rest) = (value[2] & 7, value[3]);
        if (hundreds is < 3 or > 6 || rest > 99) return false;
        code = (hundreds * 100) + rest;
        return true;
    }

    /// <summary>The address the server saw the request come from (§14.2).</summary>
    public bool TryGetXorMappedAddress(out TransportAddress address)
    {
        address = default;
        if (!TryGetAttribute(StunAttributeType.XorMappedAddress, out var value) || value.Length < 4) return false;
        var length = value[1] switch { 1 => 4, 2 => 16, _ => 0 };
        if (length == 0 || value.Length != 4 + length) return false;

        Span<byte> plain = stackalloc byte[16];
        for (var i = 0; i < length; i++) plain[i] = (byte)(value[4 + i] ^ _datagram[4 + i]); // cookie, then transaction id
        var port = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (MagicCookie >> 16));
        address = TransportAddress.FromBytes(plain[..length], port);
        return true;
    }

    /// <summary>Whether MESSAGE-INTEGRITY is there and was made with <paramref name="key"/> (§14.5). Compares in constant time.</summary>
    public bool HasIntegrity(ReadOnlySpan<byte> key)
    {
        if (!TryFind(StunAttributeType.MessageIntegrity, out var offset)) return false;
        if (!TryGetAttribute(StunAttributeType.MessageIntegrity, out var received) || received.Length != IntegrityLength) return false;

        // The HMAC covers what precedes the attribute, with a length field that ends behind the attribute.
        Span<byte> covered = stackalloc byte[MaxLength];
        covered = covered[..offset];
        _datagram[..offset].CopyTo(covered);
        var length = offset - HeaderLength + AttributeHeaderLength + IntegrityLength;
        BinaryPrimitives.WriteUInt16BigEndian(covered[2..], (ushort)length);
        Span<byte> expected = stackalloc byte[IntegrityLength];
        StunIntegrity.Compute(key, covered, expected);
        return CryptographicOperations.FixedTimeEquals(expected, received);
    }

    /// <summary>Whether FINGERPRINT is the last attribute and right (§14.7).</summary>
    public bool HasFingerprint()
    {
        if (!TryFind(StunAttributeType.Fingerprint, out var offset) || offset != _datagram.Length - 8) return false;
        return TryGetUInt32(StunAttributeType.Fingerprint, out var received)
            && received == (Crc32.Compute(_datagram[..offset]) ^ FingerprintMask);
    }

    /// <summary>Lists the comprehension-required attributes that nothing here understands (§6.3.1).</summary>
    /// <returns>How many were written to <paramref name="types"/>; more than fit are left out.</returns>
    public int GetUnknownAttributes(Span<ushort> types)
    {
        var count = 0;
        for (var rest = Attributes; rest.Length > 0 && count < types.Length; rest = rest[(AttributeHeaderLength + Padded(rest))..])
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (type < 0x8000 && !Enum.IsDefined((StunAttributeType)type)) types[count++] = type;
            if ((StunAttributeType)type == StunAttributeType.MessageIntegrity) break;
        }

        return count;
    }

    /// <summary>The length of the value that starts at an attribute header, with its padding to 4 bytes (§14).</summary>
    private static int Padded(ReadOnlySpan<byte> attribute) => (BinaryPrimitives.ReadUInt16BigEndian(attribute[2..]) + 3) & ~3;

    private bool TryFind(StunAttributeType type, out int offset)
    {
        var authenticated = true;
        for (offset = HeaderLength; offset < _datagram.Length; offset += AttributeHeaderLength + Padded(_datagram[offset..]))
        {
            var found = (StunAttributeType)BinaryPrimitives.ReadUInt16BigEndian(_datagram[offset..]);
            if (found == type && (authenticated || type == StunAttributeType.Fingerprint)) return true;
            authenticated &= found != StunAttributeType.MessageIntegrity;
        }

        return false;
    }
}
