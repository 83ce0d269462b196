using System.Text;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Management;

/// <summary>The <c>Authorization</c> value of a management request, cut up as the original server does it (PROTOCOL §8.2).</summary>
/// <remarks>
/// Written apart from the client's signing code on purpose, so that each checks the other; what both need of the signature is this
/// project's own <see cref="KeyedSignature"/>. Like the original, nothing is compared with the clock and nonces may repeat.
/// </remarks>
internal sealed class MAuthHeader
{
    private const int PrefixLength = 6; // "MAuth " or "mauth_", which the original cuts off unread
    private const int LongestHeader = 4096; // characters; a real one has about 300

    private readonly Dictionary<string, string> _parts;

    private MAuthHeader(Dictionary<string, string> parts) => _parts = parts;

    public string ServiceId => Part("serviceid");

    /// <summary>User that the request is signed for, or null.</summary>
    public string? User { get; private init; }

    /// <summary>Its role, or null.</summary>
    public string? Role => _parts.GetValueOrDefault("role");

    /// <summary>Takes a header apart, or returns null when it is none or a part that signing needs is missing.</summary>
    public static MAuthHeader? Parse(string? header)
    {
        if (header is null || header.Length > LongestHeader || !header.StartsWith("MAuth realm=", StringComparison.Ordinal)) return null;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= PrefixLength || !parts.TryAdd(part[PrefixLength..equals], part[(equals + 1)..])) return null;
        }

        string[] needed = ["serviceid", "cnonce", "timestamp", "signature"];
        if (!needed.All(parts.ContainsKey) || parts.ContainsKey("username") != parts.ContainsKey("role")) return null;
        var user = parts.TryGetValue("username", out var name) ? Encoding.UTF8.GetString(LenientBase64.Decode(name)) : null;
        return new MAuthHeader(parts) { User = user };
    }

    public bool IsSignedWith(string key)
    {
        var signed = $"{Part("timestamp")},{Part("cnonce")}";
        if (User is not null) signed += $",{Part("username")},{Part("role")}";
        return new KeyedSignature(key).IsValid(signed, Part("signature"));
    }

    private string Part(string name) => _parts[name];
}
