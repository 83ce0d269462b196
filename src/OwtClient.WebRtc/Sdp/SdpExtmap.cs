namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>extmap</c> attribute (RFC 8285 §5): which id an RTP header extension has.</summary>
/// <param name="Id">Local identifier; 1 to 14 fit the one-byte form.</param>
/// <param name="Uri">What the extension is.</param>
/// <param name="Direction">Which way it is used, seen from the describing side; null when the section's direction applies.</param>
internal sealed record SdpExtmap(int Id, string Uri, TransceiverDirection? Direction = null)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpExtmap? extmap)
    {
        extmap = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var mapping) || !tokens.TryRead(out var uri)) return false;
        var parts = new SdpTokenizer(mapping);
        if (!parts.TryReadUntil('/', out var number) || !SdpTokenizer.TryParseInt32(number, out var id) || id is 0 or > 4351) return false;
        TransceiverDirection? direction = null;
        if (parts.Rest.Length > 0)
        {
            if (!SdpDirection.TryParse(parts.Rest, out var said)) return false;
            direction = said;
        }

        extmap = new SdpExtmap(id, uri.ToString(), direction);
        return true;
    }

    public override string ToString() => Direction is { } direction ? $"{Id}/{direction.ToText()} {Uri}" : $"{Id} {Uri}";
}
