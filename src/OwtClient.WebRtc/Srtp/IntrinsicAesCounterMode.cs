using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Buffers.Binary.BinaryPrimitives;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Counter mode by the processor's AES instructions, eight blocks in flight to hide their latency.</summary>
internal sealed class IntrinsicAesCounterMode(ReadOnlySpan<byte> key) : AesCounterMode
{
    private const int StrideBytes = 8 * AesBlock.Bytes;

    private readonly Vector128<byte>[] _roundKeys = AesKeySchedule.Expand(key);

    public override void Transform(ReadOnlySpan<byte> counterBlock, Span<byte> data)
    {
        if (X86Aes.IsSupported) Transform<X86AesInstructions>(counterBlock, data);
        else Transform<ArmAesInstructions>(counterBlock, data);
    }

    /// <summary>Encrypts one block by itself; GCM needs that for its hash key and its tag.</summary>
    public Vector128<byte> EncryptBlock(Vector128<byte> block)
    {
        Span<byte> zeros = stackalloc byte[AesBlock.Bytes];
        Span<byte> counterBlock = stackalloc byte[AesBlock.Bytes];
        zeros.Clear();
        block.CopyTo(counterBlock);
        Transform(counterBlock, zeros); // counter mode over zeros is the key stream: the block's encryption
        return Vector128.Create<byte>(zeros);
    }

    public override void Dispose() => AesKeySchedule.Clear(_roundKeys);

    private void Transform<TAes>(ReadOnlySpan<byte> counterBlock, Span<byte> data)
        where TAes : IAesInstructions
    {
        var block = Vector128.Create(counterBlock).AsUInt32();
        var counter = ReadUInt32BigEndian(counterBlock[12..]);
        while (data.Length >= StrideBytes)
        {
            TransformStride<TAes>(block, counter, ref MemoryMarshal.GetReference(data));
            counter += 8;
            data = data[StrideBytes..];
        }

        for (; data.Length >= AesBlock.Bytes; data = data[AesBlock.Bytes..])
        {
            (Vector128.Create<byte>(data) ^ KeyStream<TAes>(block, counter++)).CopyTo(data);
        }

        if (data.IsEmpty) return;
        var rest = KeyStream<TAes>(block, counter);
        for (var i = 0; i < data.Length; i++) data[i] ^= rest.GetElement(i);
    }

    private Vector128<byte> KeyStream<TAes>(Vector128<uint> block, uint counter)
        where TAes : IAesInstructions
    {
        var keys = _roundKeys;
        var state = TAes.Begin(WithCounter(block, counter), keys[0]);
        for (var i = 1; i < keys.Length - 1; i++) state = TAes.Round(state, keys[i - 1], keys[i]);
        return TAes.Last(state, keys[^2], keys[^1]);
    }

    private void TransformStride<TAes>(Vector128<uint> block, uint counter, ref byte data)
        where TAes : IAesInstructions
    {
        var keys = _roundKeys;
        var key = keys[0];
        var s0 = TAes.Begin(WithCounter(block, counter), key);
        var s1 = TAes.Begin(WithCounter(block, counter + 1), key);
        var s2 = TAes.Begin(WithCounter(block, counter + 2), key);
        var s3 = TAes.Begin(WithCounter(block, counter + 3), key);
        var s4 = TAes.Begin(WithCounter(block, counter + 4), key);
        var s5 = TAes.Begin(WithCounter(block, counter + 5), key);
        var s6 = TAes.Begin(WithCounter(block, counter + 6), key);
        var s7 = TAes.Begin(WithCounter(block, counter + 7), key);
        for (var i = 1; i < keys.Length - 1; i++)
        {
            var previous = key;
            key = keys[i];
            s0 = TAes.Round(s0, previous, key);
            s1 = TAes.Round(s1, previous, key);
            s2 = TAes.Round(s2, previous, key);
            s3 = TAes.Round(s3, previous, key);
            s4 = TAes.Round(s4, previous, key);
            s5 = TAes.Round(s5, previous, key);
            s6 = TAes.Round(s6, previous, key);
            s7 = TAes.Round(s7, previous, key);
        }

        var last = keys[^1];
        XorInto(ref data, 0, TAes.Last(s0, key, last));
        XorInto(ref data, 1, TAes.Last(s1, key, last));
        XorInto(ref data, 2, TAes.Last(s2, key, last));
        XorInto(ref data, 3, TAes.Last(s3, key, last));
        XorInto(ref data, 4, TAes.Last(s4, key, last));
        XorInto(ref data, 5, TAes.Last(s5, key, last));
        XorInto(ref data, 6, TAes.Last(s6, key, last));
        XorInto(ref data, 7, TAes.Last(s7, key, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> WithCounter(Vector128<uint> block, uint counter) =>
        block.WithElement(3, ReverseEndianness(counter)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void XorInto(ref byte data, nuint block, Vector128<byte> keyStream) =>
        (Vector128.LoadUnsafe(ref data, block * AesBlock.Bytes) ^ keyStream).StoreUnsafe(ref data, block * AesBlock.Bytes);
}
