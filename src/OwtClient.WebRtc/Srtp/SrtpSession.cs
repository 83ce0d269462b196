namespace OwtClient.WebRtc.Srtp;

/// <summary>SRTP and SRTCP of one connection in both directions (RFC 3711, RFC 7714), in place and without allocation per packet.</summary>
/// <remarks>
/// The two directions share nothing: one thread at a time may protect while another unprotects, each under its own or the
/// connection's lock. The keys are derived in the constructor; the key material stays the caller's and may be disposed at once.
/// <para>
/// A retransmission keeps SSRC and sequence number (no RTX) and repeats the protected packet byte for byte. Protecting the same plain
/// packet again, header extensions included, gives the same bytes; protecting a changed packet under a used index would give the key
/// stream away, and with GCM the authentication key too.
/// </para>
/// <para>A sender's first sequence number should be below 32768 (RFC 3711 §3.3.1 leaves the rollover before it undefined).</para>
/// </remarks>
internal sealed class SrtpSession(SrtpKeyMaterial local, SrtpKeyMaterial remote, int maxSources = SrtpSession.DefaultMaxSources)
    : IDisposable
{
    /// <summary>The most that any profile adds to an RTP packet, in bytes.</summary>
    public const int MaxRtpOverheadBytes = 16;

    /// <summary>The most that any profile adds to an RTCP packet, in bytes.</summary>
    public const int MaxRtcpOverheadBytes = 20;

    /// <summary>Sources per direction: far above what one connection carries, low enough to bound what a peer makes us keep.</summary>
    public const int DefaultMaxSources = 512;

    private readonly SrtpOutboundContext _outbound = new(local, maxSources);
    private readonly SrtpInboundContext _inbound = new(remote, maxSources);

    public SrtpSession(SrtpKeyPair keys)
        : this(keys.Local, keys.Remote)
    {
    }

    /// <summary>Encrypts the RTP packet in the first <paramref name="length"/> bytes and appends its tag.</summary>
    /// <param name="buffer">The packet, with room for <see cref="MaxRtpOverheadBytes"/> after it.</param>
    /// <param name="length">Bytes of the plain packet.</param>
    /// <param name="protectedLength">Bytes to send; 0 unless <see cref="SrtpStatus.Ok"/>.</param>
    /// <remarks>A sequence number up to 32767 behind the newest one of its source gets the rollover counter it had then.</remarks>
    public SrtpStatus ProtectRtp(Span<byte> buffer, int length, out int protectedLength) =>
        _outbound.ProtectRtp(buffer, length, out protectedLength);

    /// <summary>Encrypts the compound RTCP packet in the first <paramref name="length"/> bytes and appends index word and tag.</summary>
    /// <param name="buffer">The packet, with room for <see cref="MaxRtcpOverheadBytes"/> after it.</param>
    /// <param name="length">Bytes of the plain packet.</param>
    /// <param name="protectedLength">Bytes to send; 0 unless <see cref="SrtpStatus.Ok"/>.</param>
    public SrtpStatus ProtectRtcp(Span<byte> buffer, int length, out int protectedLength) =>
        _outbound.ProtectRtcp(buffer, length, out protectedLength);

    /// <summary>Checks and decrypts one SRTP packet in place.</summary>
    /// <param name="packet">The whole datagram. Left as it came unless <see cref="SrtpStatus.Ok"/>.</param>
    /// <param name="length">Bytes of the plain packet, at the start of the span; 0 unless <see cref="SrtpStatus.Ok"/>.</param>
    public SrtpStatus UnprotectRtp(Span<byte> packet, out int length) => _inbound.UnprotectRtp(packet, out length);

    /// <summary>Checks and decrypts one SRTCP packet in place.</summary>
    /// <inheritdoc cref="UnprotectRtp"/>
    public SrtpStatus UnprotectRtcp(Span<byte> packet, out int length) => _inbound.UnprotectRtcp(packet, out length);

    public void Dispose()
    {
        _outbound.Dispose();
        _inbound.Dispose();
    }
}
