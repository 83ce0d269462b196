using System.Text.Json;

namespace OwtClient.Tokens;

/// <summary>What a conference token says to the client: where the portal is (PROTOCOL §1).</summary>
/// <remarks>
/// A token is Base64 text of a JSON object with <c>tokenId</c>, <c>host</c>, <c>secure</c> and <c>signature</c>. The client needs the
/// address
/// alone; it hands the text back to the portal unchanged. Immutable.
/// </remarks>
public sealed class ConferenceToken
{
    private const int LongestText = 16 * 1024; // a real one has about 300 characters

    private ConferenceToken(string text, Uri portal) => (Text, Portal) = (text, portal);

    /// <summary>The token as it was given. A credential: do not log it.</summary>
    public string Text { get; }

    /// <summary>
    /// Scheme, host and port of the portal. <c>http</c> and <c>https</c>, although WebSockets may follow: see docs/joining.md.
    /// </summary>
    public Uri Portal { get; }

    /// <summary>Reads a token.</summary>
    /// <param name="text">Base64 in either alphabet, with or without padding.</param>
    /// <exception cref="TokenFormatException">The text is not a token. The message says what is wrong and does not contain it.</exception>
    public static ConferenceToken Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text)) throw new TokenFormatException("The token is empty.");
        if (text.Length > LongestText)
        {
            throw new TokenFormatException($"The token has {text.Length} characters; a real one has a few hundred.");
        }

        if (!LenientBase64.TryDecode(text, out var json, out var problem))
        {
            throw new TokenFormatException($"The token is not Base64: {problem}.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return new ConferenceToken(text, PortalAddress.From(document.RootElement));
        }
        catch (InvalidOperationException)
        {
            throw new TokenFormatException("The token is JSON, but its texts are not Unicode; it may have been damaged.");
        }
        catch (JsonException e)
        {
            // The parser's own message may quote a piece of the token, so it is not carried along.
            var place = $"line {e.LineNumber ?? 0}, byte {e.BytePositionInLine ?? 0}";
            throw new TokenFormatException($"The token is Base64, but not of JSON ({place}); it may have been cut.");
        }
    }

    /// <summary>Names the portal only: the token is a credential.</summary>
    public override string ToString() => $"token for {Portal}";
}
