using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OwtClient.WebRtc.Stun;

/// <summary>The keyed hash of MESSAGE-INTEGRITY (RFC 8489 §14.5).</summary>
internal static class StunIntegrity
{
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 8445 §7.2.2 prescribes HMAC-SHA1.")]
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination) =>
        HMACSHA1.HashData(key, message, destination);
}
