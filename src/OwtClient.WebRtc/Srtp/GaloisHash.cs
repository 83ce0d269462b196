using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace OwtClient.WebRtc.Srtp;

/// <summary>GHASH of GCM (NIST SP 800-38D §6.4) by carry-less multiplication.</summary>
/// <remarks>
/// Works on byte-reversed blocks, where GHASH under H is POLYVAL under H times x (RFC 8452 appendix A): that form needs no bit
/// reversal, and its reduction is two multiplications. Eight blocks are multiplied with eight powers of the key and reduced once.
/// </remarks>
internal sealed class GaloisHash
{
    private const int Stride = 8;
    private const ulong ReductionHigh = 0xc200_0000_0000_0000; // x^127 + x^126 + x^121, the upper half of the polynomial

    private readonly Vector128<ulong>[] _powers = GC.AllocateArray<Vector128<ulong>>(Stride, pinned: true); // [i] is the key to the i + 1

    /// <param name="hashKey">The encryption of the zero block.</param>
    public GaloisHash(Vector128<byte> hashKey)
    {
        _powers[0] = TimesX(Reverse(hashKey));
        for (var i = 1; i < Stride; i++)
        {
            _powers[i] = Pclmulqdq.IsSupported
                ? Multiply<X86CarrylessMultiply>(_powers[i - 1], _powers[0])
                : Multiply<ArmCarrylessMultiply>(_powers[i - 1], _powers[0]);
        }
    }

    public static bool IsSupported => (Pclmulqdq.IsSupported || ArmAes.IsSupported) && BitConverter.IsLittleEndian;

    /// <summary>The hash over associated data, ciphertext and their lengths.</summary>
    public Vector128<byte> Compute(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext) => Pclmulqdq.IsSupported
        ? Compute<X86CarrylessMultiply>(associatedData, ciphertext)
        : Compute<ArmCarrylessMultiply>(associatedData, ciphertext);

    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_powers.AsSpan()));

    private Vector128<byte> Compute<TMultiply>(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext)
        where TMultiply : ICarrylessMultiply
    {
        var hash = Absorb<TMultiply>(Vector128<ulong>.Zero, associatedData);
        hash = Absorb<TMultiply>(hash, ciphertext);
        var lengths = Vector128.Create((ulong)ciphertext.Length * 8, (ulong)associatedData.Length * 8); // in bits, already reversed
        hash = Multiply<TMultiply>(hash ^ lengths, _powers[0]);
        return Reverse(hash.AsByte()).AsByte();
    }

    private Vector128<ulong> Absorb<TMultiply>(Vector128<ulong> hash, ReadOnlySpan<byte> data)
        where TMultiply : ICarrylessMultiply
    {
        for (; data.Length >= Stride * AesBlock.Bytes; data = data[(Stride * AesBlock.Bytes)..]) hash = AbsorbStride<TMultiply>(hash, data);
        for (; data.Length >= AesBlock.Bytes; data = data[AesBlock.Bytes..])
        {
            hash = Multiply<TMultiply>(hash ^ Reverse(Vector128.Create(data)), _powers[0]);
        }

        if (data.IsEmpty) return hash;
        Span<byte> padded = stackalloc byte[AesBlock.Bytes];
        padded.Clear();
        data.CopyTo(padded);
        return Multiply<TMultiply>(hash ^ Reverse(Vector128.Create<byte>(padded)), _powers[0]);
    }

    private Vector128<ulong> AbsorbStride<TMultiply>(Vector128<ulong> hash, ReadOnlySpan<byte> data)
        where TMultiply : ICarrylessMultiply
    {
        var (low, middle, high) = (Vector128<ulong>.Zero, Vector128<ulong>.Zero, Vector128<ulong>.Zero);
        ref var source = ref MemoryMarshal.GetReference(data);
        ref var powers = ref MemoryMarshal.GetArrayDataReference(_powers);
        for (var i = 0; i < Stride; i++)
        {
            var block = Reverse(Vector128.LoadUnsafe(ref source, (nuint)(i * AesBlock.Bytes))) ^ hash;
            hash = Vector128<ulong>.Zero; // belongs to the first block only
            var power = Unsafe.Add(ref powers, Stride - 1 - i);
            low ^= TMultiply.Lower(block, power);
            middle ^= TMultiply.Cross(block, power);
            high ^= TMultiply.Upper(block, power);
        }

        return Reduce<TMultiply>(low, middle, high);
    }

    private static Vector128<ulong> Multiply<TMultiply>(Vector128<ulong> left, Vector128<ulong> right)
        where TMultiply : ICarrylessMultiply =>
        Reduce<TMultiply>(TMultiply.Lower(left, right), TMultiply.Cross(left, right), TMultiply.Upper(left, right));

    /// <summary>The 256-bit product times x^-128 modulo the polynomial: Montgomery's way, which folds the lower half away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Reduce<TMultiply>(Vector128<ulong> low, Vector128<ulong> middle, Vector128<ulong> high)
        where TMultiply : ICarrylessMultiply
    {
        low ^= Vector128.Create(0, middle.ToScalar());
        high ^= Vector128.Create(middle.GetElement(1), 0);
        var polynomial = Vector128.CreateScalar(ReductionHigh);
        low = SwapHalves(low) ^ TMultiply.Lower(low, polynomial);
        low = SwapHalves(low) ^ TMultiply.Lower(low, polynomial);
        return low ^ high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> SwapHalves(Vector128<ulong> value) => Vector128.Shuffle(value, Vector128.Create(1UL, 0UL));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Reverse(Vector128<byte> block) =>
        Vector128.Shuffle(block, Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)).AsUInt64();

    private static Vector128<ulong> TimesX(Vector128<ulong> value)
    {
        var (low, high) = (value.ToScalar(), value.GetElement(1));
        var overflow = 0 - (high >> 63); // all ones if the top bit goes out; no branch on key material
        return Vector128.Create(low << 1 ^ (overflow & 1), (high << 1 | low >> 63) ^ (overflow & ReductionHigh));
    }
}
