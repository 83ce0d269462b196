namespace OwtClient.WebRtc.Srtp;

/// <summary>AES in Galois/counter mode in place, with a 96-bit nonce and a 128-bit tag (NIST SP 800-38D).</summary>
/// <remarks>Not thread-safe. Allocates nothing per packet after warm-up. Disposing clears the key.</remarks>
internal abstract class AesGcmMode : IDisposable
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>The fastest implementation this processor has.</summary>
    /// <param name="key">16 or 32 bytes; copied.</param>
    public static AesGcmMode Create(ReadOnlySpan<byte> key) =>
        IntrinsicAesGcmMode.IsSupported ? new IntrinsicAesGcmMode(key) : new PortableAesGcmMode(key);

    /// <summary>Encrypts <paramref name="data"/> in place and writes the tag over it and the associated data.</summary>
    public abstract void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, Span<byte> tag);

    /// <summary>Decrypts <paramref name="data"/> in place if the tag fits; otherwise leaves it as it is and returns false.</summary>
    public abstract bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, ReadOnlySpan<byte> tag);

    public abstract void Dispose();
}
