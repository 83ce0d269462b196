using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Srtp;

/// <summary>AES-128 counter mode with HMAC-SHA1 cut to 80 bits (RFC 3711 §4.1.1, §4.2.1).</summary>
internal sealed class AesCmHmacSha1Suite : ISrtpCipherSuite
{
    private const int TagBytes = 10;
    private const int IndexWordBytes = 4;
    private const int RolloverBytes = 4;
    private const int SaltBytes = 14;
    private const int AuthenticationKeyBytes = 20;

    private readonly AesCounterMode _rtp;
    private readonly AesCounterMode _rtcp;
    private readonly IncrementalHash _rtpHmac;
    private readonly IncrementalHash _rtcpHmac;
    private readonly byte[] _rtpSalt = new byte[AesBlock.Bytes];
    private readonly byte[] _rtcpSalt = new byte[AesBlock.Bytes];

    /// <summary>Derives the session keys; <paramref name="master"/> is not needed afterwards.</summary>
    public AesCmHmacSha1Suite(SrtpKeyMaterial master)
    {
        Span<byte> key = stackalloc byte[master.Profile.MasterKeyBytes()];
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtpEncryption, key);
        _rtp = AesCounterMode.Create(key);
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtcpEncryption, key);
        _rtcp = AesCounterMode.Create(key);
        CryptographicOperations.ZeroMemory(key);
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtpSalt, _rtpSalt.AsSpan(0, SaltBytes));
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtcpSalt, _rtcpSalt.AsSpan(0, SaltBytes));
        _rtpHmac = CreateHmac(master, SrtpKeyDerivation.Label.RtpAuthentication);
        _rtcpHmac = CreateHmac(master, SrtpKeyDerivation.Label.RtcpAuthentication);
    }

    public int RtpOverheadBytes => TagBytes;

    public int RtcpOverheadBytes => TagBytes + IndexWordBytes;

    public void ProtectRtp(Span<byte> buffer, int headerBytes, int length, uint ssrc, ulong index)
    {
        TransformRtp(buffer[headerBytes..length], ssrc, index);
        ComputeRtpTag(buffer, length, index, buffer.Slice(length, TagBytes));
    }

    public bool UnprotectRtp(Span<byte> packet, int headerBytes, uint ssrc, ulong index)
    {
        var length = packet.Length - TagBytes;
        Span<byte> received = stackalloc byte[TagBytes];
        Span<byte> expected = stackalloc byte[TagBytes];
        packet[length..].CopyTo(received);
        ComputeRtpTag(packet, length, index, expected);
        received.CopyTo(packet[length..]);
        if (!CryptographicOperations.FixedTimeEquals(expected, received)) return false;

        TransformRtp(packet[headerBytes..length], ssrc, index);
        return true;
    }

    // On the wire: header, ciphertext, index word, tag (RFC 3711 §3.4).
    public void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index)
    {
        TransformRtcp(buffer[SrtpPacket.RtcpHeaderBytes..length], ssrc, index);
        WriteUInt32BigEndian(buffer[length..], index | SrtcpIndex.EncryptedFlag);
        ComputeTag(_rtcpHmac, buffer[..(length + IndexWordBytes)], buffer.Slice(length + IndexWordBytes, TagBytes));
    }

    public uint ReadRtcpIndexWord(ReadOnlySpan<byte> packet) => ReadUInt32BigEndian(packet[^RtcpOverheadBytes..]);

    public bool UnprotectRtcp(Span<byte> packet, uint ssrc, uint indexWord)
    {
        Span<byte> expected = stackalloc byte[TagBytes];
        ComputeTag(_rtcpHmac, packet[..^TagBytes], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, packet[^TagBytes..])) return false;

        if ((indexWord & SrtcpIndex.EncryptedFlag) != 0)
        {
            TransformRtcp(packet[SrtpPacket.RtcpHeaderBytes..^RtcpOverheadBytes], ssrc, indexWord & SrtcpIndex.Mask);
        }

        return true;
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        _rtpHmac.Dispose();
        _rtcpHmac.Dispose();
        CryptographicOperations.ZeroMemory(_rtpSalt);
        CryptographicOperations.ZeroMemory(_rtcpSalt);
    }

    [SuppressMessage("Security", "CA5350", Justification = "The profile prescribes HMAC-SHA1, which collisions of SHA-1 do not weaken.")]
    private static IncrementalHash CreateHmac(SrtpKeyMaterial master, SrtpKeyDerivation.Label label)
    {
        Span<byte> key = stackalloc byte[AuthenticationKeyBytes];
        SrtpKeyDerivation.Derive(master, label, key);
        var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        CryptographicOperations.ZeroMemory(key);
        return hmac;
    }

    /// <summary>Hashes packet and rollover counter in one go: the counter goes where the longer tag stands or will stand.</summary>
    private void ComputeRtpTag(Span<byte> packet, int length, ulong index, Span<byte> tag)
    {
        WriteUInt32BigEndian(packet[length..], (uint)(index >> 16));
        ComputeTag(_rtpHmac, packet[..(length + RolloverBytes)], tag);
    }

    private static void ComputeTag(IncrementalHash hmac, ReadOnlySpan<byte> authenticated, Span<byte> tag)
    {
        Span<byte> full = stackalloc byte[AuthenticationKeyBytes];
        hmac.AppendData(authenticated);
        hmac.GetHashAndReset(full);
        full[..TagBytes].CopyTo(tag);
    }

    private void TransformRtp(Span<byte> payload, uint ssrc, ulong index)
    {
        Span<byte> counterBlock = stackalloc byte[AesBlock.Bytes];
        WriteCounterBlock(counterBlock, _rtpSalt, ssrc, index);
        _rtp.Transform(counterBlock, payload);
    }

    private void TransformRtcp(Span<byte> payload, uint ssrc, uint index)
    {
        Span<byte> counterBlock = stackalloc byte[AesBlock.Bytes];
        WriteCounterBlock(counterBlock, _rtcpSalt, ssrc, index);
        _rtcp.Transform(counterBlock, payload);
    }

    // IV = salt * 2^16 xor SSRC * 2^64 xor index * 2^16 (RFC 3711 §4.1.1)
    private static void WriteCounterBlock(Span<byte> block, ReadOnlySpan<byte> salt, uint ssrc, ulong index)
    {
        WriteUInt32BigEndian(block, ReadUInt32BigEndian(salt));
        WriteUInt32BigEndian(block[4..], ReadUInt32BigEndian(salt[4..]) ^ ssrc);
        WriteUInt64BigEndian(block[8..], ReadUInt64BigEndian(salt[8..]) ^ index << 16);
    }
}
