using System.Security.Cryptography;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Session keys from master key and salt: AES-CM as pseudo-random function, key derivation rate 0 (RFC 3711 §4.3).</summary>
internal static class SrtpKeyDerivation
{
    /// <summary>The six labels of RFC 3711 §4.3.1 and §4.3.2.</summary>
    public enum Label : byte
    {
        RtpEncryption = 0,
        RtpAuthentication = 1,
        RtpSalt = 2,
        RtcpEncryption = 3,
        RtcpAuthentication = 4,
        RtcpSalt = 5,
    }

    /// <summary>Fills <paramref name="destination"/> with the session key of that label.</summary>
    public static void Derive(SrtpKeyMaterial master, Label label, Span<byte> destination)
    {
        // x = (label << 48) xor salt, 112 bits; the counter block is x * 2^16. A 96-bit salt is padded on the right (RFC 7714 §11).
        Span<byte> counter = stackalloc byte[AesBlock.Bytes];
        counter.Clear();
        master.MasterSalt.CopyTo(counter);
        counter[7] ^= (byte)label;

        destination.Clear();
        using (var prf = AesCounterMode.Create(master.MasterKey)) prf.Transform(counter, destination);
        CryptographicOperations.ZeroMemory(counter);
    }
}
