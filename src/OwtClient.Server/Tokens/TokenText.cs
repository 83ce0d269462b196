using System.Text.Json;
using System.Text.Json.Serialization;

namespace OwtClient.Server.Tokens;

/// <summary>The JSON inside a token (PROTOCOL §1.1).</summary>
internal sealed record TokenText(
    [property: JsonPropertyName("tokenId")] string TokenId,
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("secure")] bool Secure,
    [property: JsonPropertyName("signature")] string Signature)
{
    /// <summary>
    /// The text under the signature. <c>secure</c> is not part of it; the last field is the missing WebTransport address.
    /// </summary>
    public static string Signed(string tokenId, string host) => $"{tokenId},{host},undefined";

    public string Encode() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Reads a token, or says in the original server's words why it is none. Members of a wrong type read as empty text.</summary>
    public static TokenText? Decode(JsonElement? token, out string error)
    {
        if (!Base64Json.TryDecode(token, out var json, out error)) return null;
        return new TokenText(Text(json, "tokenId"), Text(json, "host"), Secure: false, Text(json, "signature"));
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
