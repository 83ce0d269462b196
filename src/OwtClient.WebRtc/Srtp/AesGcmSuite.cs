using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Srtp;

/// <summary>AEAD_AES_128_GCM and AEAD_AES_256_GCM for SRTP and SRTCP (RFC 7714).</summary>
internal sealed class AesGcmSuite : ISrtpCipherSuite
{
    private const int IndexWordBytes = 4;

    private readonly AesGcmMode _rtp;
    private readonly AesGcmMode _rtcp;
    private readonly byte[] _rtpSalt;
    private readonly byte[] _rtcpSalt;

    /// <summary>Takes session keys of 16 or 32 bytes and session salts of 12; copies all of them.</summary>
    public AesGcmSuite(ReadOnlySpan<byte> rtpKey, ReadOnlySpan<byte> rtpSalt, ReadOnlySpan<byte> rtcpKey, ReadOnlySpan<byte> rtcpSalt)
    {
        (_rtp, _rtcp) = (AesGcmMode.Create(rtpKey), AesGcmMode.Create(rtcpKey));
        (_rtpSalt, _rtcpSalt) = (rtpSalt.ToArray(), rtcpSalt.ToArray());
    }

    public int RtpOverheadBytes => AesGcmMode.TagBytes;

    public int RtcpOverheadBytes => AesGcmMode.TagBytes + IndexWordBytes;

    /// <summary>Derives the session keys; <paramref name="master"/> is not needed afterwards.</summary>
    public static AesGcmSuite Derive(SrtpKeyMaterial master)
    {
        var keyBytes = master.Profile.MasterKeyBytes();
        Span<byte> rtpKey = stackalloc byte[keyBytes];
        Span<byte> rtcpKey = stackalloc byte[keyBytes];
        Span<byte> rtpSalt = stackalloc byte[AesGcmMode.NonceBytes];
        Span<byte> rtcpSalt = stackalloc byte[AesGcmMode.NonceBytes];
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtpEncryption, rtpKey);
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtcpEncryption, rtcpKey);
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtpSalt, rtpSalt);
        SrtpKeyDerivation.Derive(master, SrtpKeyDerivation.Label.RtcpSalt, rtcpSalt);
        var suite = new AesGcmSuite(rtpKey, rtpSalt, rtcpKey, rtcpSalt);
        CryptographicOperations.ZeroMemory(rtpKey);
        CryptographicOperations.ZeroMemory(rtcpKey);
        return suite;
    }

    public void ProtectRtp(Span<byte> buffer, int headerBytes, int length, uint ssrc, ulong index)
    {
        Span<byte> nonce = stackalloc byte[AesGcmMode.NonceBytes];
        WriteRtpNonce(nonce, ssrc, index);
        _rtp.Seal(nonce, buffer[..headerBytes], buffer[headerBytes..length], buffer.Slice(length, AesGcmMode.TagBytes));
    }

    public bool UnprotectRtp(Span<byte> packet, int headerBytes, uint ssrc, ulong index)
    {
        Span<byte> nonce = stackalloc byte[AesGcmMode.NonceBytes];
        WriteRtpNonce(nonce, ssrc, index);
        return _rtp.TryOpen(nonce, packet[..headerBytes], packet[headerBytes..^AesGcmMode.TagBytes], packet[^AesGcmMode.TagBytes..]);
    }

    // On the wire: header, ciphertext, tag, index word (RFC 7714 §9.2).
    public void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index)
    {
        Span<byte> nonce = stackalloc byte[AesGcmMode.NonceBytes];
        WriteRtcpNonce(nonce, ssrc, index);
        var indexWord = buffer.Slice(length + AesGcmMode.TagBytes, IndexWordBytes);
        WriteUInt32BigEndian(indexWord, index | SrtcpIndex.EncryptedFlag);

        Span<byte> associatedData = stackalloc byte[SrtpPacket.RtcpHeaderBytes + IndexWordBytes];
        buffer[..SrtpPacket.RtcpHeaderBytes].CopyTo(associatedData);
        indexWord.CopyTo(associatedData[SrtpPacket.RtcpHeaderBytes..]);
        _rtcp.Seal(nonce, associatedData, buffer[SrtpPacket.RtcpHeaderBytes..length], buffer.Slice(length, AesGcmMode.TagBytes));
    }

    public uint ReadRtcpIndexWord(ReadOnlySpan<byte> packet) => ReadUInt32BigEndian(packet[^IndexWordBytes..]);

    public bool UnprotectRtcp(Span<byte> packet, uint ssrc, uint indexWord)
    {
        Span<byte> nonce = stackalloc byte[AesGcmMode.NonceBytes];
        WriteRtcpNonce(nonce, ssrc, indexWord & SrtcpIndex.Mask);
        var end = packet.Length - RtcpOverheadBytes;
        var tag = packet.Slice(end, AesGcmMode.TagBytes);
        if ((indexWord & SrtcpIndex.EncryptedFlag) == 0) return AuthenticateClearRtcp(packet, nonce, end);

        Span<byte> associatedData = stackalloc byte[SrtpPacket.RtcpHeaderBytes + IndexWordBytes];
        packet[..SrtpPacket.RtcpHeaderBytes].CopyTo(associatedData);
        packet[^IndexWordBytes..].CopyTo(associatedData[SrtpPacket.RtcpHeaderBytes..]);
        return _rtcp.TryOpen(nonce, associatedData, packet[SrtpPacket.RtcpHeaderBytes..end], tag);
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        CryptographicOperations.ZeroMemory(_rtpSalt);
        CryptographicOperations.ZeroMemory(_rtcpSalt);
    }

    /// <summary>A packet sent in the clear is all associated data, its index word included (RFC 7714 §9.3).</summary>
    private bool AuthenticateClearRtcp(Span<byte> packet, ReadOnlySpan<byte> nonce, int end)
    {
        // The index word stands behind the tag but is hashed in front of it: close the gap for the moment.
        Span<byte> tag = stackalloc byte[AesGcmMode.TagBytes];
        packet.Slice(end, AesGcmMode.TagBytes).CopyTo(tag);
        packet[^IndexWordBytes..].CopyTo(packet[end..]);
        var authentic = _rtcp.TryOpen(nonce, packet[..(end + IndexWordBytes)], [], tag);
        tag.CopyTo(packet[end..]);
        return authentic;
    }

    // 16 zero bits, SSRC, ROC and SEQ, xor salt (RFC 7714 §8.1)
    private void WriteRtpNonce(Span<byte> nonce, uint ssrc, ulong index)
    {
        WriteUInt16BigEndian(nonce, ReadUInt16BigEndian(_rtpSalt));
        WriteUInt32BigEndian(nonce[2..], ssrc ^ ReadUInt32BigEndian(_rtpSalt.AsSpan(2)));
        WriteUInt32BigEndian(nonce[6..], (uint)(index >> 16) ^ ReadUInt32BigEndian(_rtpSalt.AsSpan(6)));
        WriteUInt16BigEndian(nonce[10..], (ushort)((ushort)index ^ ReadUInt16BigEndian(_rtpSalt.AsSpan(10))));
    }

    // 16 zero bits, SSRC, 16 zero bits, index, xor salt (RFC 7714 §9.1)
    private void WriteRtcpNonce(Span<byte> nonce, uint ssrc, uint index)
    {
        _rtcpSalt.CopyTo(nonce);
        WriteUInt32BigEndian(nonce[2..], ssrc ^ ReadUInt32BigEndian(_rtcpSalt.AsSpan(2)));
        WriteUInt32BigEndian(nonce[8..], index ^ ReadUInt32BigEndian(_rtcpSalt.AsSpan(8)));
    }
}
