namespace OwtClient.WebRtc.Sdp;

/// <summary>Reads a session description (RFC 8866) into a typed model.</summary>
/// <remarks>
/// Tolerant where peers are known to be loose: line ends of LF alone, constant session version, missing <c>msid</c>, any port, sections
/// without formats. Work and memory are bounded by the limits below, whatever the text holds.
/// </remarks>
internal static class SdpParser
{
    public const int MaxLength = 512 * 1024; // characters
    public const int MaxLines = 8192;
    public const int MaxMedia = 256;
    public const int MaxFormats = 128; // there are no more payload types

    public static bool TryParse(string text, out SdpSession session, out SdpParseError error)
    {
        session = new SdpSession();
        error = Parse(text, session);
        return error.Kind == SdpParseErrorKind.None;
    }

    private static SdpParseError Parse(string text, SdpSession session)
    {
        if (text.Length == 0) return new SdpParseError(SdpParseErrorKind.Empty, 0);
        if (text.Length > MaxLength) return new SdpParseError(SdpParseErrorKind.TooLong, 0);
        var number = 0;
        foreach (var rawLine in text.AsSpan().EnumerateLines())
        {
            if (++number > MaxLines) return new SdpParseError(SdpParseErrorKind.TooManyLines, number);
            if (rawLine.IsWhiteSpace()) continue;
            var kind = ParseLine(rawLine, number, session);
            if (kind != SdpParseErrorKind.None) return new SdpParseError(kind, number);
        }

        foreach (var media in session.Media) ApplySessionDefaults(session, media);
        return default;
    }

    private static SdpParseErrorKind ParseLine(ReadOnlySpan<char> line, int number, SdpSession session)
    {
        if (line.Length < 2 || line[1] != '=' || !char.IsAsciiLetterLower(line[0])) return SdpParseErrorKind.BadLine;
        var value = line[2..].TrimEnd();
        if (number == 1) return line[0] == 'v' && value is "0" ? SdpParseErrorKind.None : SdpParseErrorKind.BadVersion;
        switch (line[0])
        {
            case 'o':
                if (!SdpOrigin.TryParse(value, out var origin)) return SdpParseErrorKind.BadOrigin;
                session.Origin = origin;
                return SdpParseErrorKind.None;
            case 'm':
                return ParseMediaLine(value, session);
            case 'a':
                return ParseAttribute(value, session) ? SdpParseErrorKind.None : SdpParseErrorKind.BadAttribute;
            default:
                return SdpParseErrorKind.None; // names, times, addresses and bandwidth change nothing here
        }
    }

    private static SdpParseErrorKind ParseMediaLine(ReadOnlySpan<char> value, SdpSession session)
    {
        if (session.Media.Count == MaxMedia) return SdpParseErrorKind.TooManyMedia;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var kind) || !tokens.TryRead(out var ports) || !tokens.TryRead(out var protocol)) return SdpParseErrorKind.BadMediaLine;
        var portAndCount = new SdpTokenizer(ports);
        if (!portAndCount.TryReadUntil('/', out var portText) || !SdpTokenizer.TryParseInt32(portText, out var port) || port > 65535)
            return SdpParseErrorKind.BadMediaLine;

        var media = new SdpMedia { Kind = kind.ToString(), Port = port, Protocol = protocol.ToString() };
        while (tokens.TryRead(out var format))
        {
            if (media.Formats.Count == MaxFormats) return SdpParseErrorKind.BadMediaLine;
            media.Formats.Add(format.ToString());
        }

        session.Media.Add(media);
        return SdpParseErrorKind.None;
    }

    private static bool ParseAttribute(ReadOnlySpan<char> attribute, SdpSession session)
    {
        var colon = attribute.IndexOf(':');
        var name = colon < 0 ? attribute : attribute[..colon];
        var value = colon < 0 ? default : attribute[(colon + 1)..];
        return session.Media.Count == 0 ? SdpAttributes.TryAdd(session, name, value) : SdpAttributes.TryAdd(session.Media[^1], name, value);
    }

    private static void ApplySessionDefaults(SdpSession session, SdpMedia media)
    {
        media.Direction ??= session.Direction;
        foreach (var extmap in session.Extmaps)
        {
            if (!media.Extmaps.Exists(own => own.Id == extmap.Id)) media.Extmaps.Add(extmap);
        }
    }
}
