namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>ssrc</c> attribute (RFC 5576 §4.1): something said about one sent stream.</summary>
/// <param name="Ssrc">The stream.</param>
/// <param name="Attribute">What is said: <c>cname</c>, <c>msid</c>.</param>
/// <param name="Value">The text after the colon, or null.</param>
internal sealed record SdpSsrc(uint Ssrc, string Attribute, string? Value = null)
{
    public static bool TryParse(ReadOnlySpan<char> value, out SdpSsrc? ssrc)
    {
        ssrc = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryReadUInt32(out var number)) return false;
        var colon = tokens.Rest.IndexOf(':');
        ssrc = colon < 0
            ? new SdpSsrc(number, tokens.Rest.ToString())
            : new SdpSsrc(number, tokens.Rest[..colon].ToString(), tokens.Rest[(colon + 1)..].ToString());
        return true;
    }

    public override string ToString() => (Value is null ? $"{Ssrc} {Attribute}" : $"{Ssrc} {Attribute}:{Value}").TrimEnd();
}
