namespace OwtClient.WebRtc.Rtp;

/// <summary>Walks the elements of a header extension in the one-byte and the two-byte form (RFC 8285 §4.2, §4.3).</summary>
/// <remarks>An element that claims more than there is ends the walk: what came before it still counts.</remarks>
/// <code>
///  one-byte form, 0xBEDE          two-byte form, 0x100 + 4 bits
///   0 1 2 3 4 5 6 7                0                   1
///  +-+-+-+-+-+-+-+-+               0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
///  |  ID   | len-1 |              +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///  +-+-+-+-+-+-+-+-+              |       ID      |     length    |
/// </code>
internal ref struct HeaderExtensionEnumerator
{
    internal const ushort OneByteProfile = 0xBEDE;
    internal const ushort TwoByteProfile = 0x1000;
    private const ushort TwoByteMask = 0xfff0; // the low four bits are "appbits"
    private const byte ReservedId = 15; // one-byte form: stop here (§4.2)
    private readonly bool _twoByte;
    private ReadOnlySpan<byte> _rest;

    internal HeaderExtensionEnumerator(ushort profile, ReadOnlySpan<byte> data)
    {
        _twoByte = (profile & TwoByteMask) == TwoByteProfile;
        _rest = _twoByte || profile == OneByteProfile ? data : default;
        Current = default;
    }

    public HeaderExtensionElement Current { get; private set; }

    public readonly HeaderExtensionEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (_rest[0] == 0)
            {
                _rest = _rest[1..]; // a padding byte, in either form
                continue;
            }

            if (!TryReadElementHeader(out var id, out var headerLength, out var length)) break;
            if (length > _rest.Length - headerLength) break;
            Current = new HeaderExtensionElement(id, _rest.Slice(headerLength, length));
            _rest = _rest[(headerLength + length)..];
            return true;
        }

        _rest = default;
        return false;
    }

    private readonly bool TryReadElementHeader(out byte id, out int headerLength, out int length)
    {
        if (_twoByte)
        {
            (id, headerLength, length) = (_rest[0], 2, _rest.Length < 2 ? 0 : _rest[1]);
            return _rest.Length >= 2;
        }

        (id, headerLength, length) = ((byte)(_rest[0] >> 4), 1, (_rest[0] & 0x0f) + 1);
        return id != ReservedId;
    }
}
