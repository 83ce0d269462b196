namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>group</c> attribute (RFC 5888 §5), here for <c>BUNDLE</c> (RFC 9143).</summary>
/// <param name="Semantics">What the sections have in common.</param>
/// <param name="Mids">The sections; the first one's transport serves all.</param>
internal sealed record SdpGroup(string Semantics, IReadOnlyList<string> Mids)
{
    public const string Bundle = "BUNDLE";

    public static bool TryParse(ReadOnlySpan<char> value, out SdpGroup? group)
    {
        group = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var semantics)) return false;
        var mids = new List<string>();
        while (tokens.TryRead(out var mid)) mids.Add(mid.ToString());
        group = new SdpGroup(semantics.ToString(), mids);
        return true;
    }

    public override string ToString() => $"{Semantics} {string.Join(' ', Mids)}".TrimEnd();
}
