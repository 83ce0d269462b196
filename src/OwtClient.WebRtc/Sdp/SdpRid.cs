namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>rid</c> attribute (RFC 8851 §4): a named stream of a section.</summary>
/// <param name="Id">Restriction identifier: letters and digits only, as the RTP header extension carries it (RFC 8852 §3.1).</param>
/// <param name="IsSend">Whether the describing side sends it.</param>
/// <param name="Restrictions">Text of the restrictions, or null. Not interpreted.</param>
internal sealed record SdpRid(string Id, bool IsSend, string? Restrictions = null)
{
    /// <summary>Longest that fits the one-byte form of the header extension (RFC 8285 §4.2).</summary>
    public const int MaxLength = 16;

    public static bool TryParse(ReadOnlySpan<char> value, out SdpRid? rid)
    {
        rid = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var id) || !IsValid(id) || !tokens.TryRead(out var direction)) return false;
        if (direction is not ("send" or "recv")) return false;
        rid = new SdpRid(id.ToString(), direction is "send", tokens.Rest.Length > 0 ? tokens.Rest.ToString() : null);
        return true;
    }

    /// <summary>Whether <paramref name="id"/> may name a layer.</summary>
    /// <remarks>RFC 8851 §10 also allows - and _, which RFC 8852 §3.1 takes back; both are accepted, as browsers do.</remarks>
    public static bool IsValid(ReadOnlySpan<char> id)
    {
        if (id.Length is 0 or > MaxLength) return false;
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }

    public override string ToString()
    {
        var text = $"{Id} {(IsSend ? "send" : "recv")}";
        return Restrictions is null ? text : $"{text} {Restrictions}";
    }
}
