using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace OwtClient.WebRtc.Dtls;

/// <summary>BouncyCastle's cryptography, with random numbers of the operating system and record ciphers that tolerate garbage.</summary>
internal sealed class DtlsCrypto : BcTlsCrypto
{
    private DtlsCrypto()
        : base(new SecureRandom(new CryptoApiRandomGenerator()))
    {
    }

    /// <summary>One for the process: making it is costly, using it is thread-safe.</summary>
    public static DtlsCrypto Shared { get; } = new();

    public override TlsCipher CreateCipher(TlsCryptoParameters cryptoParams, int encryptionAlgorithm, int macAlgorithm) =>
        new TolerantTlsCipher(base.CreateCipher(cryptoParams, encryptionAlgorithm, macAlgorithm));
}
