using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Expands an AES key into round keys (FIPS 197 §5.2) with the processor's AES instructions, so without table look-ups.</summary>
internal static class AesKeySchedule
{
    public static bool IsSupported => (X86Aes.IsSupported || ArmAes.IsSupported) && BitConverter.IsLittleEndian;

    /// <param name="key">16 or 32 bytes: 10 or 14 rounds.</param>
    /// <returns>One more key than there are rounds, in pinned memory; clear it with <see cref="Clear"/>.</returns>
    public static Vector128<byte>[] Expand(ReadOnlySpan<byte> key)
    {
        if (key.Length is not (16 or 32)) throw new ArgumentException("An AES-128 or AES-256 key is needed.", nameof(key));
        var keyWords = key.Length / sizeof(uint);
        var roundKeys = GC.AllocateArray<Vector128<byte>>(keyWords + 7, pinned: true);
        var words = MemoryMarshal.Cast<Vector128<byte>, uint>(roundKeys.AsSpan());
        MemoryMarshal.Cast<byte, uint>(key).CopyTo(words);

        byte roundConstant = 1;
        for (var i = keyWords; i < words.Length; i++)
        {
            var word = words[i - 1];
            if (i % keyWords == 0)
            {
                // Words are kept little-endian, so FIPS 197's RotWord is a rotation to the right here.
                word = SubWord(BitOperations.RotateRight(word, 8)) ^ roundConstant;
                roundConstant = (byte)(roundConstant << 1 ^ (roundConstant >> 7) * 0x1b);
            }
            else if (keyWords > 6 && i % keyWords == 4)
            {
                word = SubWord(word);
            }

            words[i] = words[i - keyWords] ^ word;
        }

        return roundKeys;
    }

    public static void Clear(Vector128<byte>[] roundKeys) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(roundKeys.AsSpan()));

    /// <summary>The S-box on each byte: a last round with a zero key. ShiftRows moves nothing, as all columns are the same.</summary>
    private static uint SubWord(uint word)
    {
        var columns = Vector128.Create(word).AsByte();
        var substituted = X86Aes.IsSupported
            ? X86Aes.EncryptLast(columns, Vector128<byte>.Zero)
            : ArmAes.Encrypt(columns, Vector128<byte>.Zero);
        return substituted.AsUInt32().ToScalar();
    }
}
