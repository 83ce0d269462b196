using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace OwtClient.WebRtc.Srtp;

/// <summary>Products of 64-bit polynomials over GF(2), as both instruction sets have them.</summary>
internal interface ICarrylessMultiply
{
    /// <summary>Lower half times lower half.</summary>
    static abstract Vector128<ulong> Lower(Vector128<ulong> left, Vector128<ulong> right);

    /// <summary>Upper half times upper half.</summary>
    static abstract Vector128<ulong> Upper(Vector128<ulong> left, Vector128<ulong> right);

    /// <summary>Lower times upper plus upper times lower.</summary>
    static abstract Vector128<ulong> Cross(Vector128<ulong> left, Vector128<ulong> right);
}

internal readonly struct X86CarrylessMultiply : ICarrylessMultiply
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Lower(Vector128<ulong> left, Vector128<ulong> right) => Pclmulqdq.CarrylessMultiply(left, right, 0x00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Upper(Vector128<ulong> left, Vector128<ulong> right) => Pclmulqdq.CarrylessMultiply(left, right, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Cross(Vector128<ulong> left, Vector128<ulong> right) =>
        Pclmulqdq.CarrylessMultiply(left, right, 0x01) ^ Pclmulqdq.CarrylessMultiply(left, right, 0x10);
}

internal readonly struct ArmCarrylessMultiply : ICarrylessMultiply
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Lower(Vector128<ulong> left, Vector128<ulong> right) =>
        ArmAes.PolynomialMultiplyWideningLower(left.GetLower(), right.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Upper(Vector128<ulong> left, Vector128<ulong> right) =>
        ArmAes.PolynomialMultiplyWideningUpper(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Cross(Vector128<ulong> left, Vector128<ulong> right) =>
        ArmAes.PolynomialMultiplyWideningLower(left.GetLower(), right.GetUpper()) ^
        ArmAes.PolynomialMultiplyWideningLower(left.GetUpper(), right.GetLower());
}
