using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OwtClient.WebRtc.Dtls;

/// <summary>Our self-signed certificate and its private key (W3C RTCCertificate).</summary>
/// <remarks>
/// Made ahead and shared by the connections of a factory: the first one in a process costs tens of milliseconds. Thread-safe. Dispose it
/// after the connections that use it.
/// </remarks>
internal sealed class DtlsCertificate : IDisposable
{
    /// <summary>How long a certificate is valid: 30 days, the default of W3C generateCertificate.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    // Peers do not check the dates, but those that do may have a clock behind ours.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private readonly AsymmetricAlgorithm _key;
    private readonly byte[] _encoded;
    private readonly object _signing = new();

    private DtlsCertificate(DtlsKeyKind kind, AsymmetricAlgorithm key, X509Certificate2 certificate)
    {
        (Kind, _key, _encoded, NotAfter) = (kind, key, certificate.RawData, certificate.NotAfter.ToUniversalTime());
        Fingerprint = GetFingerprint("sha-256");
    }

    public DtlsKeyKind Kind { get; }

    /// <summary>The certificate in DER.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>The sha-256 fingerprint for the SDP.</summary>
    public DtlsFingerprint Fingerprint { get; }

    /// <summary>When it expires.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Makes a key and a certificate for it with a random name, so that nothing in it tells connections' owners apart.</summary>
    public static DtlsCertificate Create(DtlsKeyKind kind = DtlsKeyKind.EcdsaP256, TimeProvider? time = null)
    {
        var name = new X500DistinguishedName($"CN={Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}");
        AsymmetricAlgorithm key = kind == DtlsKeyKind.EcdsaP256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        var request = key is ECDsa ecdsa
            ? new CertificateRequest(name, ecdsa, HashAlgorithmName.SHA256)
            : new CertificateRequest(name, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = (time ?? TimeProvider.System).GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - ClockTolerance, now + Lifetime);
        return new DtlsCertificate(kind, key, certificate);
    }

    /// <summary>Takes over a key; <paramref name="certificate"/> is for that key and stays the caller's.</summary>
    public static DtlsCertificate FromKey(DtlsKeyKind kind, AsymmetricAlgorithm key, X509Certificate2 certificate) =>
        new(kind, key, certificate);

    /// <summary>The fingerprint by another hash function, e.g. <c>sha-384</c>.</summary>
    /// <exception cref="ArgumentException">The hash function is not known.</exception>
    public DtlsFingerprint GetFingerprint(string algorithm) => DtlsFingerprint.Compute(algorithm, _encoded);

    public void Dispose() => _key.Dispose();

    /// <summary>Signs a hash: ECDSA in DER, or RSA with PKCS #1 padding, as TLS 1.2 wants them.</summary>
    internal byte[] SignHash(byte[] hash, HashAlgorithmName algorithm)
    {
        lock (_signing)
        {
            return _key is ECDsa ecdsa
                ? ecdsa.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence)
                : ((RSA)_key).SignHash(hash, algorithm, RSASignaturePadding.Pkcs1);
        }
    }
}
