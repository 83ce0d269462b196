namespace OwtClient.WebRtc.Srtp;

/// <summary>AES in counter mode with a 32-bit block counter at the end of the counter block: what AES-CM and GCM are built on.</summary>
/// <remarks>Not thread-safe. Disposing clears the key.</remarks>
internal abstract class AesCounterMode : IDisposable
{
    /// <summary>The fastest implementation this processor has. Copies the key.</summary>
    /// <param name="key">16 or 32 bytes.</param>
    public static AesCounterMode Create(ReadOnlySpan<byte> key) =>
        AesKeySchedule.IsSupported ? new IntrinsicAesCounterMode(key) : new PortableAesCounterMode(key);

    /// <summary>Encrypts or decrypts <paramref name="data"/> in place, starting with the given 16-byte counter block.</summary>
    public abstract void Transform(ReadOnlySpan<byte> counterBlock, Span<byte> data);

    public abstract void Dispose();
}
