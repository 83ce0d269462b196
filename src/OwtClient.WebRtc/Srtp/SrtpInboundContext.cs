namespace OwtClient.WebRtc.Srtp;

/// <summary>Checks and decrypts what we receive: estimates the index, refuses replays, remembers only what was authentic.</summary>
/// <remarks>Not thread-safe: driven under the connection's lock.</remarks>
internal sealed class SrtpInboundContext(SrtpKeyMaterial master, int maxSources) : IDisposable
{
    // Wide, because a retransmission comes a round trip or more after its neighbours: 1024 packets are 400 ms at 30 Mbit/s.
    private const int RtpWindow = 1024;
    private const int RtcpWindow = 128;

    private readonly ISrtpCipherSuite _suite = SrtpCipherSuites.Create(master);
    private readonly SrtpSourceTable<SrtpReplayWindow> _rtpSources = new(maxSources);
    private readonly SrtpSourceTable<SrtpReplayWindow> _rtcpSources = new(maxSources);

    /// <inheritdoc cref="SrtpSession.UnprotectRtp"/>
    public SrtpStatus UnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        var overhead = _suite.RtpOverheadBytes;
        if (packet.Length < overhead ||
            !SrtpPacket.TryReadRtpHeader(packet[..^overhead], out var headerBytes, out var ssrc, out var sequenceNumber))
        {
            return SrtpStatus.Malformed;
        }

        var status = _rtpSources.TryGet(ssrc, out var window)
            ? UnprotectKnownSource(window, packet, headerBytes, ssrc, sequenceNumber)
            : UnprotectNewSource(packet, headerBytes, ssrc, sequenceNumber);
        if (status == SrtpStatus.Ok) length = packet.Length - overhead;
        return status;
    }

    /// <inheritdoc cref="SrtpSession.UnprotectRtcp"/>
    public SrtpStatus UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        var overhead = _suite.RtcpOverheadBytes;
        if (packet.Length < overhead || !SrtpPacket.TryReadRtcpHeader(packet[..^overhead], out var ssrc)) return SrtpStatus.Malformed;

        var indexWord = _suite.ReadRtcpIndexWord(packet);
        var index = indexWord & SrtcpIndex.Mask;
        var refused = _rtcpSources.TryGet(ssrc, out var window) ? window.Check(index)
            : _rtcpSources.IsFull ? SrtpStatus.TooManySources
            : SrtpStatus.Ok;
        if (refused != SrtpStatus.Ok) return refused;
        if (!_suite.UnprotectRtcp(packet, ssrc, indexWord)) return SrtpStatus.AuthenticationFailed;
        if (window is null) _rtcpSources.Add(ssrc, window = new SrtpReplayWindow(RtcpWindow));

        window.Commit(index);
        length = packet.Length - overhead;
        return SrtpStatus.Ok;
    }

    public void Dispose() => _suite.Dispose();

    private SrtpStatus UnprotectKnownSource(SrtpReplayWindow window, Span<byte> packet, int headerBytes, uint ssrc, ushort sequenceNumber)
    {
        var index = SrtpPacketIndex.Estimate(window.Highest, sequenceNumber);
        if (index >= SrtpPacketIndex.Limit) return SrtpStatus.KeyExhausted;
        if (window.Check(index) is not SrtpStatus.Ok and var refused) return refused;
        if (!_suite.UnprotectRtp(packet, headerBytes, ssrc, index)) return SrtpStatus.AuthenticationFailed;
        window.Commit(index);
        return SrtpStatus.Ok;
    }

    private SrtpStatus UnprotectNewSource(Span<byte> packet, int headerBytes, uint ssrc, ushort sequenceNumber)
    {
        if (_rtpSources.IsFull) return SrtpStatus.TooManySources;
        ulong index = sequenceNumber;
        if (!_suite.UnprotectRtp(packet, headerBytes, ssrc, index))
        {
            // Deviates from RFC 3711 §3.3.1, which starts with rollover 0: a sender may have wrapped once before the first packet
            // that reached us, for we drop what comes while the handshake is under way.
            index |= 1 << 16;
            if (sequenceNumber >= 0x8000 || !_suite.UnprotectRtp(packet, headerBytes, ssrc, index)) return SrtpStatus.AuthenticationFailed;
        }

        var window = new SrtpReplayWindow(RtpWindow);
        window.Commit(index);
        _rtpSources.Add(ssrc, window);
        return SrtpStatus.Ok;
    }
}
