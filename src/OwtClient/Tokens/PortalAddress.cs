using System.Text.Json;

namespace OwtClient.Tokens;

/// <summary>The rule that makes an address of a token's <c>host</c> and <c>secure</c> (PROTOCOL §1.3, §1.6).</summary>
internal static class PortalAddress
{
    /// <param name="token">The token's JSON.</param>
    /// <exception cref="TokenFormatException">There is no usable host.</exception>
    /// <exception cref="InvalidOperationException">A text is not Unicode.</exception>
    public static Uri From(JsonElement token)
    {
        if (token.ValueKind != JsonValueKind.Object) throw new TokenFormatException("The token is JSON, but not an object.");
        if (!token.TryGetProperty("host", out var member)) throw new TokenFormatException("The token has no host.");
        if (member.ValueKind != JsonValueKind.String) throw new TokenFormatException("The token's host is not a text.");
        var host = member.GetString()!.Trim();
        if (host.Length == 0) throw new TokenFormatException("The token's host is empty.");

        var hasScheme = host.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || host.StartsWith(
            "https://", StringComparison.OrdinalIgnoreCase);
        var text = hasScheme ? host : (IsSecure(token) ? "https://" : "http://") + host;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new TokenFormatException("The token's host is not an address.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new TokenFormatException("The token's host carries user information, which a portal address never does.");
        }

        if (uri.PathAndQuery is not ("/" or ""))
        {
            throw new TokenFormatException(
                $"The token's host carries the path {uri.AbsolutePath}; the portal's external address is misconfigured on the server.");
        }

        return new Uri(uri.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Missing means no, as for the other SDKs.</summary>
    private static bool IsSecure(JsonElement token) =>
        token.TryGetProperty("secure", out var secure) && secure.ValueKind == JsonValueKind.True;
}
