using System.Security.Cryptography;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using TlsHashAlgorithm = Org.BouncyCastle.Tls.HashAlgorithm;

namespace OwtClient.WebRtc.Dtls;

/// <summary>Our certificate in BouncyCastle's terms. Signing stays with the BCL, which is faster and keeps the private key.</summary>
internal static class DtlsCredentials
{
    /// <summary>What signatures and certificates we accept, and announce. SHA-1 is in it because older servers hold on to it.</summary>
    public static IList<SignatureAndHashAlgorithm> SignatureAlgorithms { get; } =
    [
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha256, SignatureAlgorithm.ecdsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha384, SignatureAlgorithm.ecdsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha512, SignatureAlgorithm.ecdsa),
        SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
        SignatureAndHashAlgorithm.rsa_pss_rsae_sha384,
        SignatureAndHashAlgorithm.rsa_pss_rsae_sha512,
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha256, SignatureAlgorithm.rsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha384, SignatureAlgorithm.rsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha512, SignatureAlgorithm.rsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha1, SignatureAlgorithm.ecdsa),
        SignatureAndHashAlgorithm.GetInstance(TlsHashAlgorithm.sha1, SignatureAlgorithm.rsa),
    ];

    /// <summary>Credentials that sign with the first of the peer's algorithms that fits our key.</summary>
    /// <exception cref="TlsFatalAlert">The peer accepts no signature that our key can make.</exception>
    public static TlsCredentialedSigner Create(
        TlsContext context, DtlsCertificate certificate, IList<SignatureAndHashAlgorithm>? acceptedByPeer)
    {
        var kind = certificate.Kind == DtlsKeyKind.EcdsaP256 ? SignatureAlgorithm.ecdsa : SignatureAlgorithm.rsa;
        var algorithm = TlsUtilities.ChooseSignatureAndHashAlgorithm(
            context, acceptedByPeer ?? TlsUtilities.GetDefaultSignatureAlgorithms(kind), kind);
        var chain = new Certificate([context.Crypto.CreateCertificate(certificate.Encoded.ToArray())]);
        return new DefaultTlsCredentialedSigner(new TlsCryptoParameters(context), new Signer(certificate), chain, algorithm);
    }

    private sealed class Signer(DtlsCertificate certificate) : TlsSigner
    {
        public byte[] GenerateRawSignature(SignatureAndHashAlgorithm algorithm, byte[] hash) =>
            certificate.SignHash(hash, algorithm.Hash switch
            {
                TlsHashAlgorithm.sha1 => HashAlgorithmName.SHA1,
                TlsHashAlgorithm.sha256 => HashAlgorithmName.SHA256,
                TlsHashAlgorithm.sha384 => HashAlgorithmName.SHA384,
                TlsHashAlgorithm.sha512 => HashAlgorithmName.SHA512,
                _ => throw new TlsFatalAlert(AlertDescription.internal_error),
            });

        public TlsStreamSigner? GetStreamSigner(SignatureAndHashAlgorithm algorithm) => null; // the hash is enough
    }
}
