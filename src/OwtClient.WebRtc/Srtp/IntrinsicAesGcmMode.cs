using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Srtp;

/// <summary>GCM by the processor's instructions: a third of the BCL's cost for a packet, and a wrong tag is no exception.</summary>
internal sealed class IntrinsicAesGcmMode : AesGcmMode
{
    private readonly IntrinsicAesCounterMode _cipher;
    private readonly GaloisHash _hash;

    public IntrinsicAesGcmMode(ReadOnlySpan<byte> key)
    {
        _cipher = new IntrinsicAesCounterMode(key);
        _hash = new GaloisHash(_cipher.EncryptBlock(Vector128<byte>.Zero));
    }

    public static bool IsSupported => AesKeySchedule.IsSupported && GaloisHash.IsSupported;

    public override void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, Span<byte> tag)
    {
        Span<byte> counterBlock = stackalloc byte[AesBlock.Bytes];
        WriteCounterBlock(counterBlock, nonce, 2);
        _cipher.Transform(counterBlock, data);
        ComputeTag(counterBlock, nonce, associatedData, data).CopyTo(tag);
    }

    public override bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, Span<byte> data, ReadOnlySpan<byte> tag)
    {
        Span<byte> counterBlock = stackalloc byte[AesBlock.Bytes];
        Span<byte> expected = stackalloc byte[TagBytes];
        ComputeTag(counterBlock, nonce, associatedData, data).CopyTo(expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, tag)) return false;

        WriteCounterBlock(counterBlock, nonce, 2);
        _cipher.Transform(counterBlock, data);
        return true;
    }

    public override void Dispose()
    {
        _cipher.Dispose();
        _hash.Clear();
    }

    private Vector128<byte> ComputeTag(
        Span<byte> counterBlock, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext)
    {
        WriteCounterBlock(counterBlock, nonce, 1);
        return _cipher.EncryptBlock(Vector128.Create<byte>(counterBlock)) ^ _hash.Compute(associatedData, ciphertext);
    }

    // The first counter block of a 96-bit nonce is nonce and 1 (SP 800-38D §7.1); the data begins with 2.
    private static void WriteCounterBlock(Span<byte> block, ReadOnlySpan<byte> nonce, uint counter)
    {
        nonce.CopyTo(block);
        WriteUInt32BigEndian(block[NonceBytes..], counter);
    }
}
