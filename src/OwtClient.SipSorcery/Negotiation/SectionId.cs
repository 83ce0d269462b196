namespace OwtClient.SipSorcery.Negotiation;

/// <summary>The <c>mid</c> of a section.</summary>
internal static class SectionId
{
    private const int MaxLength = 16; // fits the one-byte header extension (RFC 8285 §4.2)
    private const string Punctuation = "!#$%&'*+-.^_`{|}~"; // of a token (RFC 8866 §9)

    public static bool IsValid(string mid) =>
        mid.Length is > 0 and <= MaxLength
        && mid.All(c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal));
}
