using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.Benchmarks.Parts;

/// <summary>Cost per packet of protecting and of both ways, beside the BCL's GCM doing the same bytes.</summary>
/// <remarks>Read Ratio and Allocated, not the nanoseconds: those belong to the machine.</remarks>
[MemoryDiagnoser]
public class SrtpBenchmarks
{
    private const int HeaderBytes = 20;

    private readonly AesGcm _bcl = new(new byte[16], tagSizeInBytes: 16);
    private readonly byte[] _nonce = new byte[12];
    private byte[] _buffer = [];
    private SrtpSession _gcm = null!;
    private SrtpSession _gcmReceiver = null!;
    private SrtpSession _counterMode = null!;
    private SrtpSession _counterModeReceiver = null!;
    private ushort _sequence;

    [Params(160, 1200)]
    public int PayloadBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_gcm, _gcmReceiver) = Sessions(SrtpProfile.AeadAes128Gcm);
        (_counterMode, _counterModeReceiver) = Sessions(SrtpProfile.Aes128CmHmacSha1Tag80);
        _buffer = new byte[HeaderBytes + PayloadBytes + SrtpSession.MaxRtpOverheadBytes];
    }

    [Benchmark(Baseline = true)]
    public void BclGcmProtect() => _bcl.Encrypt(
        _nonce,
        _buffer.AsSpan(HeaderBytes, PayloadBytes),
        _buffer.AsSpan(HeaderBytes, PayloadBytes),
        _buffer.AsSpan(HeaderBytes + PayloadBytes, 16),
        _buffer.AsSpan(0, HeaderBytes));

    [Benchmark]
    public int GcmProtect() => Protect(_gcm);

    [Benchmark]
    public int GcmProtectAndUnprotect() => Unprotect(_gcmReceiver, Protect(_gcm));

    [Benchmark]
    public int CounterModeProtect() => Protect(_counterMode);

    [Benchmark]
    public int CounterModeProtectAndUnprotect() => Unprotect(_counterModeReceiver, Protect(_counterMode));

    private static (SrtpSession, SrtpSession) Sessions(SrtpProfile profile)
    {
        using var one = new SrtpKeyMaterial(profile, new byte[profile.MasterKeyBytes()], new byte[profile.MasterSaltBytes()]);
        return (new SrtpSession(one, one), new SrtpSession(one, one));
    }

    private int Protect(SrtpSession session)
    {
        (_buffer[0], _buffer[1]) = (0x90, 96);
        (_buffer[2], _buffer[3]) = ((byte)(++_sequence >> 8), (byte)_sequence);
        (_buffer[12], _buffer[13], _buffer[15]) = (0xbe, 0xde, 1);
        session.ProtectRtp(_buffer, HeaderBytes + PayloadBytes, out var length);
        return length;
    }

    private int Unprotect(SrtpSession session, int protectedLength)
    {
        if (session.UnprotectRtp(_buffer.AsSpan(0, protectedLength), out var length) != SrtpStatus.Ok) throw new InvalidOperationException();
        return length;
    }
}
