using System.Globalization;

namespace OwtClient.WebRtc.Sdp;

/// <summary>Walks over the value of one SDP line, token by token (RFC 8866 §9).</summary>
internal ref struct SdpTokenizer(ReadOnlySpan<char> value)
{
    private ReadOnlySpan<char> _rest = value.Trim(' ');

    /// <summary>What has not been read yet, without spaces around it.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>Reads up to the next space; false at the end.</summary>
    public bool TryRead(out ReadOnlySpan<char> token) => TryReadUntil(' ', out token);

    /// <summary>Reads up to <paramref name="separator"/>, or to the end without one; false at the end.</summary>
    public bool TryReadUntil(char separator, out ReadOnlySpan<char> token)
    {
        var end = _rest.IndexOf(separator);
        token = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..].TrimStart(' ');
        return token.Length > 0;
    }

    /// <summary>Reads an RTP payload type, 0 to 127 (RFC 3550 §5.1).</summary>
    public bool TryReadPayloadType(out byte payloadType)
    {
        payloadType = 0;
        return TryRead(out var token) && TryParsePayloadType(token, out payloadType);
    }

    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        return TryRead(out var token) && uint.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryParsePayloadType(ReadOnlySpan<char> token, out byte payloadType) =>
        byte.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out payloadType) && payloadType < 128;

    public static bool TryParseInt32(ReadOnlySpan<char> token, out int value) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
