using System.Globalization;

namespace OwtClient.WebRtc.Ice;

/// <summary>Where a STUN server is (RFC 7064): <c>stun:host[:port]</c>.</summary>
/// <param name="Host">A name, or an IP address without brackets.</param>
/// <param name="Port">UDP port.</param>
internal readonly record struct StunUri(string Host, int Port)
{
    private const string Scheme = "stun:";
    private const int DefaultPort = 3478;

    /// <summary>False for other schemes (<c>stuns</c>, <c>turn</c>) and for malformed text.</summary>
    public static bool TryParse(string text, out StunUri uri)
    {
        uri = default;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var rest = text.AsSpan(Scheme.Length).Trim();
        var bracket = rest.StartsWith("[", StringComparison.Ordinal) ? rest.IndexOf(']') : -1;
        var colon = bracket >= 0 ? bracket + 1 : rest.LastIndexOf(':');
        var hasPort = colon >= 0 && colon < rest.Length;
        var host = bracket >= 0 ? rest[1..bracket] : hasPort ? rest[..colon] : rest;
        var port = DefaultPort;
        if (hasPort && (rest[colon] != ':' || !TryParsePort(rest[(colon + 1)..], out port))) return false;
        if (host.IsEmpty || host.ContainsAny("/?@ ") || (bracket < 0 && host.Contains(':'))) return false;
        uri = new StunUri(host.ToString(), port);
        return true;
    }

    private static bool TryParsePort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue;
}
