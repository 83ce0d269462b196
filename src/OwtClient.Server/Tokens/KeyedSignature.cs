using System.Security.Cryptography;
using System.Text;

namespace OwtClient.Server.Tokens;

/// <summary>
/// The signature under tokens, tickets and management requests: Base64 of the lower-case hex text of an HMAC-SHA256 (PROTOCOL §1.2, §8.2).
/// </summary>
internal sealed class KeyedSignature
{
    private readonly byte[] _key;

    /// <summary>Signs with <paramref name="key"/>, the key's characters taken as they are.</summary>
    public KeyedSignature(string key) => _key = Encoding.UTF8.GetBytes(key);

    /// <summary>Signs with a new key of 64 random bytes in hex, as the original server makes them. It never leaves the process.</summary>
    public static KeyedSignature WithRandomKey() => new(Hex.Lower(RandomNumberGenerator.GetBytes(64)));

    public string Sign(string text)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(Hex.Lower(hash)));
    }

    /// <summary>Compares in constant time.</summary>
    public bool IsValid(string text, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(text)), Encoding.UTF8.GetBytes(signature));
}
