using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace OwtClient.WebRtc.Srtp;

/// <summary>One AES round in the terms of both instruction sets: x86 adds the round key at the end of a round, Arm at its start.</summary>
internal interface IAesInstructions
{
    static abstract Vector128<byte> Begin(Vector128<byte> block, Vector128<byte> firstKey);

    static abstract Vector128<byte> Round(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> key);

    static abstract Vector128<byte> Last(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> lastKey);
}

internal readonly struct X86AesInstructions : IAesInstructions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Begin(Vector128<byte> block, Vector128<byte> firstKey) => block ^ firstKey;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Round(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> key) =>
        X86Aes.Encrypt(state, key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Last(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> lastKey) =>
        X86Aes.EncryptLast(state, lastKey);
}

internal readonly struct ArmAesInstructions : IAesInstructions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Begin(Vector128<byte> block, Vector128<byte> firstKey) => block;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Round(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> key) =>
        ArmAes.MixColumns(ArmAes.Encrypt(state, previousKey));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Last(Vector128<byte> state, Vector128<byte> previousKey, Vector128<byte> lastKey) =>
        ArmAes.Encrypt(state, previousKey) ^ lastKey;
}
