namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>fingerprint</c> attribute (RFC 8122 §5): a hash of the certificate the DTLS handshake must show.</summary>
/// <param name="Algorithm">Hash function, in lower case: <c>sha-256</c>.</param>
/// <param name="Value">Upper-case hexadecimal pairs, separated by colons.</param>
internal sealed record SdpFingerprint(string Algorithm, string Value)
{
    private const int LongestHash = 64; // bytes, SHA-512

    public static bool TryParse(ReadOnlySpan<char> value, out SdpFingerprint? fingerprint)
    {
        fingerprint = null;
        var tokens = new SdpTokenizer(value);
        if (!tokens.TryRead(out var algorithm) || !tokens.TryRead(out var hash) || !IsHexPairs(hash)) return false;
        fingerprint = new SdpFingerprint(algorithm.ToString().ToLowerInvariant(), hash.ToString().ToUpperInvariant());
        return true;
    }

    public override string ToString() => $"{Algorithm} {Value}";

    private static bool IsHexPairs(ReadOnlySpan<char> text)
    {
        if ((text.Length + 1) % 3 != 0 || text.Length > (LongestHash * 3) - 1) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }
}
