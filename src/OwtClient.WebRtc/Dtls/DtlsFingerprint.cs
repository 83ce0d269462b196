using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Security;

namespace OwtClient.WebRtc.Dtls;

/// <summary>The hash of a certificate as SDP carries it: <c>a=fingerprint:sha-256 AB:CD:…</c> (RFC 8122 §5).</summary>
/// <param name="Algorithm">The hash function's textual name, in lower case.</param>
/// <param name="Value">The hash, as pairs of upper-case hexadecimal digits separated by colons.</param>
internal sealed record DtlsFingerprint(string Algorithm, string Value)
{
    // Deviates from RFC 8122 §5: md5 and md2 are not known here, because a second certificate with the same hash can be made.
    private static readonly string[] ByStrength = ["sha-512", "sha-384", "sha-256", "sha-224", "sha-1"];

    /// <summary>Hashes a certificate.</summary>
    /// <exception cref="ArgumentException">The hash function is not known.</exception>
    public static DtlsFingerprint Compute(string algorithm, ReadOnlySpan<byte> certificate)
    {
        algorithm = algorithm.ToLowerInvariant();
        return TryHash(algorithm, certificate, out var hash)
            ? new(algorithm, string.Join(':', hash.Select(b => b.ToString("X2", null))))
            : throw new ArgumentException("Not a usable hash function of RFC 8122.", nameof(algorithm));
    }

    /// <summary>Reads the value of an <c>a=fingerprint</c> attribute. Case does not matter.</summary>
    /// <returns>False if this is not a name and pairs of hexadecimal digits; an unknown name is accepted and never matches.</returns>
    public static bool TryParse(ReadOnlySpan<char> attributeValue, [NotNullWhen(true)] out DtlsFingerprint? fingerprint)
    {
        fingerprint = null;
        var space = attributeValue.IndexOf(' ');
        if (space <= 0) return false;
        var digits = attributeValue[(space + 1)..].Trim();
        if (digits.Length < 2 || digits.Length % 3 != 2) return false;
        for (var i = 0; i < digits.Length; i++)
        {
            if (i % 3 == 2 ? digits[i] != ':' : !char.IsAsciiHexDigit(digits[i])) return false;
        }

        fingerprint = new(attributeValue[..space].ToString().ToLowerInvariant(), digits.ToString().ToUpperInvariant());
        return true;
    }

    /// <summary>Whether a certificate is the signalled one: of several hashes the strongest kind decides (RFC 8122 §5.1).</summary>
    public static bool AnyMatches(IReadOnlyList<DtlsFingerprint> signalled, ReadOnlySpan<byte> certificate)
    {
        foreach (var algorithm in ByStrength)
        {
            var ofThisKind = signalled.Where(f => f.Algorithm == algorithm).ToList();
            if (ofThisKind.Count == 0) continue;
            var actual = Compute(algorithm, certificate);
            return ofThisKind.Contains(actual);
        }

        return false;
    }

    /// <summary>The value of the SDP attribute.</summary>
    public override string ToString() => $"{Algorithm} {Value}";

    [SuppressMessage("Security", "CA5350", Justification = "Older peers signal sha-1, and nobody can compute a second preimage.")]
    private static bool TryHash(string algorithm, ReadOnlySpan<byte> data, out byte[] hash)
    {
        hash = algorithm switch
        {
            "sha-512" => SHA512.HashData(data),
            "sha-384" => SHA384.HashData(data),
            "sha-256" => SHA256.HashData(data),
            "sha-224" => DigestUtilities.CalculateDigest("SHA-224", data.ToArray()),
            "sha-1" => SHA1.HashData(data),
            _ => [],
        };
        return hash.Length > 0;
    }
}
