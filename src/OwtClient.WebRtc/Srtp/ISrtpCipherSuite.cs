namespace OwtClient.WebRtc.Srtp;

/// <summary>The cryptography of one profile in one direction: encrypts and authenticates in place, given the packet's index.</summary>
/// <remarks>
/// Knows nothing of replay or rollover. Not thread-safe. Allocates nothing per packet. Unprotecting checks the tag first: a packet
/// that fails is left as it came.
/// </remarks>
internal interface ISrtpCipherSuite : IDisposable
{
    /// <summary>Bytes added to an RTP packet.</summary>
    int RtpOverheadBytes { get; }

    /// <summary>Bytes added to an RTCP packet: tag and index word.</summary>
    int RtcpOverheadBytes { get; }

    /// <summary>Protects the first <paramref name="length"/> bytes and appends the tag; the buffer has room for it.</summary>
    void ProtectRtp(Span<byte> buffer, int headerBytes, int length, uint ssrc, ulong index);

    /// <summary>Checks the whole of <paramref name="packet"/> and decrypts it in front of its tag.</summary>
    bool UnprotectRtp(Span<byte> packet, int headerBytes, uint ssrc, ulong index);

    /// <summary>Protects the first <paramref name="length"/> bytes and appends tag and index word; the buffer has room for them.</summary>
    void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index);

    /// <summary>The word with the encryption flag (highest bit) and the 31-bit index, wherever this suite puts it.</summary>
    /// <param name="packet">At least the RTCP header and <see cref="RtcpOverheadBytes"/> long.</param>
    uint ReadRtcpIndexWord(ReadOnlySpan<byte> packet);

    /// <summary>Checks the whole of <paramref name="packet"/> and decrypts it, if its index word says that it is encrypted.</summary>
    bool UnprotectRtcp(Span<byte> packet, uint ssrc, uint indexWord);
}
