using System.Buffers.Binary;

namespace OwtClient.WebRtc.Stun;

/// <summary>Writes one STUN message into the caller's span, attribute by attribute (RFC 8489 §5, §14).</summary>
/// <remarks>
/// <see cref="AddIntegrity"/> and <see cref="AddFingerprint"/> come last, in this order. A span that is too small is the caller's
/// mistake and throws <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
internal ref struct StunMessageWriter
{
    private readonly Span<byte> _destination;

    public StunMessageWriter(Span<byte> destination, StunMessageType type, StunTransactionId transactionId)
    {
        _destination = destination;
        Length = StunMessageReader.HeaderLength;
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], StunMessageReader.MagicCookie);
        transactionId.Write(destination[8..]);
    }

    /// <summary>Bytes written; the message is complete after each call.</summary>
    public int Length { get; private set; }

    public void Add(StunAttributeType type, scoped ReadOnlySpan<byte> value) => value.CopyTo(Reserve(type, value.Length));

    /// <summary>An attribute that is said by being there, such as USE-CANDIDATE.</summary>
    public void AddFlag(StunAttributeType type) => Reserve(type, 0);

    public void AddUInt32(StunAttributeType type, uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(type, 4), value);

    public void AddUInt64(StunAttributeType type, ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Reserve(type, 8), value);

    /// <summary>ERROR-CODE without a reason phrase (§14.8).</summary>
    public void AddErrorCode(int code)
    {
        var value = Reserve(StunAttributeType.ErrorCode, 4);
        (value[2], value[3]) = ((byte)(code / 100), (byte)(code % 100));
    }

    /// <summary>UNKNOWN-ATTRIBUTES (§14.13).</summary>
    public void AddUnknownAttributes(scoped ReadOnlySpan<ushort> types)
    {
        var value = Reserve(StunAttributeType.UnknownAttributes, types.Length * 2);
        for (var i = 0; i < types.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(value[(i * 2)..], types[i]);
    }

    /// <summary>XOR-MAPPED-ADDRESS (§14.2).</summary>
    public void AddXorMappedAddress(TransportAddress address)
    {
        var value = Reserve(StunAttributeType.XorMappedAddress, 4 + address.AddressLength);
        value[1] = (byte)(address.IsIPv4 ? 1 : 2);
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(address.Port ^ (StunMessageReader.MagicCookie >> 16)));
        address.CopyAddressTo(value[4..]);
        for (var i = 0; i < address.AddressLength; i++) value[4 + i] ^= _destination[4 + i]; // cookie, then transaction id
    }

    /// <summary>MESSAGE-INTEGRITY over all that was written so far (§14.5).</summary>
    public void AddIntegrity(scoped ReadOnlySpan<byte> key)
    {
        var covered = Length;
        var value = Reserve(StunAttributeType.MessageIntegrity, StunMessageReader.IntegrityLength); // first: its length is covered
        StunIntegrity.Compute(key, _destination[..covered], value);
    }

    /// <summary>FINGERPRINT over all that was written so far (§14.7).</summary>
    public void AddFingerprint()
    {
        var covered = Length;
        var value = Reserve(StunAttributeType.Fingerprint, 4);
        BinaryPrimitives.WriteUInt32BigEndian(value, Crc32.Compute(_destination[..covered]) ^ StunMessageReader.FingerprintMask);
    }

    private Span<byte> Reserve(StunAttributeType type, int length)
    {
        var padded = (length + 3) & ~3;
        var attribute = _destination.Slice(Length, StunMessageReader.AttributeHeaderLength + padded);
        BinaryPrimitives.WriteUInt16BigEndian(attribute, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], (ushort)length);
        attribute[StunMessageReader.AttributeHeaderLength..].Clear();
        Length += attribute.Length;
        BinaryPrimitives.WriteUInt16BigEndian(_destination[2..], (ushort)(Length - StunMessageReader.HeaderLength));
        return attribute.Slice(StunMessageReader.AttributeHeaderLength, length);
    }
}
