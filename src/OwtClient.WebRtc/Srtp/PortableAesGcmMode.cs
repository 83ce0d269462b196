using System.Security.Cryptography;

namespace OwtClient.WebRtc.Srtp;

/// <summary>GCM from the BCL, for processors without the instructions of <see cref="IntrinsicAesGcmMode"/>.</summary>
internal sealed class PortableAesGcmMode(ReadOnlySpan<byte> key) : AesGcmMode
{
    private readonly AesGcm _gcm = new(key, TagBytes);
    private byte[] _plaintext = [];

    public override void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, Span<byte> tag) =>
        _gcm.Encrypt(nonce, data, data, tag, associatedData);

    public override bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, ReadOnlySpan<byte> tag)
    {
        // The BCL clears its output when the tag is wrong, so it must not write over the packet.
        if (_plaintext.Length < data.Length) _plaintext = new byte[Math.Max(2048, data.Length)];
        var plaintext = _plaintext.AsSpan(0, data.Length);
        try
        {
            _gcm.Decrypt(nonce, data, tag, plaintext, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext.CopyTo(data);
        return true;
    }

    public override void Dispose()
    {
        CryptographicOperations.ZeroMemory(_plaintext);
        _gcm.Dispose();
    }
}
