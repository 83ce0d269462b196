namespace OwtClient.Signaling.SocketIo;

/// <summary>Reads the packets of one polling body in place. Copies nothing; packets are views into the body.</summary>
/// <remarks>
/// Serves the client's polling and the embedded server's. Version 3: <c>length ':' packet</c>, repeated; the length counts UTF-16 units although the body is UTF-8, because the
/// reference implementation measures JavaScript strings. Version 4: packets separated by U+001E.
/// </remarks>
internal ref struct EngineIoPayloadReader(ReadOnlySpan<byte> body, int version)
{
    private const int MaxLengthDigits = 8;
    private const int MaxPackets = 100_000; // a body of nothing but tiny packets must not become a list without end
    private ReadOnlySpan<byte> _rest = body;
    private int _packets;
    private bool _more = body.Length > 0; // version 4: a separator announces one more packet

    /// <summary>Reads the next packet: its type character and data. Empty packets are malformed.</summary>
    public EngineIoPayloadStatus TryRead(out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (!_more) return EngineIoPayloadStatus.End;
        var found = version == 3 ? TryTakeCounted(out packet) : TryTakeSeparated(out packet);
        if (found && packet.Length > 0 && ++_packets <= MaxPackets) return EngineIoPayloadStatus.Packet;
        packet = default;
        _more = false;
        _rest = default;
        return EngineIoPayloadStatus.Malformed;
    }

    private bool TryTakeSeparated(out ReadOnlySpan<byte> packet)
    {
        var end = _rest.IndexOf(EngineIoPayloadWriter.Separator);
        _more = end >= 0;
        packet = _more ? _rest[..end] : _rest;
        _rest = _more ? _rest[(end + 1)..] : default;
        return true;
    }

    private bool TryTakeCounted(out ReadOnlySpan<byte> packet)
    {
        packet = default;
        var colon = _rest.IndexOf((byte)':');
        if (colon is < 1 or > MaxLengthDigits) return false;
        var units = 0;
        foreach (var digit in _rest[..colon])
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            units = (units * 10) + (digit - '0');
        }

        var text = _rest[(colon + 1)..];
        if (!Utf16Length.TrySlice(text, units, out var length)) return false;
        packet = text[..length];
        _rest = text[length..];
        _more = _rest.Length > 0;
        return true;
    }
}
