namespace OwtClient.WebRtc.Srtp;

/// <summary>Protects what we send: picks each packet's index and hands it to the suite.</summary>
/// <remarks>Not thread-safe: driven under the connection's lock.</remarks>
internal sealed class SrtpOutboundContext(SrtpKeyMaterial master, int maxSources) : IDisposable
{
    private readonly ISrtpCipherSuite _suite = SrtpCipherSuites.Create(master);
    private readonly SrtpSourceTable<HighestIndex> _sources = new(maxSources);
    private ulong _nextRtcpIndex;

    /// <inheritdoc cref="SrtpSession.ProtectRtp"/>
    public SrtpStatus ProtectRtp(Span<byte> buffer, int length, out int protectedLength)
    {
        protectedLength = 0;
        if (length > buffer.Length ||
            !SrtpPacket.TryReadRtpHeader(buffer[..length], out var headerBytes, out var ssrc, out var sequenceNumber))
        {
            return SrtpStatus.Malformed;
        }

        if (buffer.Length - length < _suite.RtpOverheadBytes) return SrtpStatus.BufferTooSmall;
        if (!_sources.TryGet(ssrc, out var highest))
        {
            if (_sources.IsFull) return SrtpStatus.TooManySources;
            highest = new HighestIndex { Value = sequenceNumber };
            _sources.Add(ssrc, highest);
        }

        var index = SrtpPacketIndex.Estimate(highest.Value, sequenceNumber);
        if (index >= SrtpPacketIndex.Limit) return SrtpStatus.KeyExhausted;
        highest.Value = Math.Max(highest.Value, index);

        _suite.ProtectRtp(buffer, headerBytes, length, ssrc, index);
        protectedLength = length + _suite.RtpOverheadBytes;
        return SrtpStatus.Ok;
    }

    /// <inheritdoc cref="SrtpSession.ProtectRtcp"/>
    public SrtpStatus ProtectRtcp(Span<byte> buffer, int length, out int protectedLength)
    {
        protectedLength = 0;
        if (length > buffer.Length || !SrtpPacket.TryReadRtcpHeader(buffer[..length], out var ssrc)) return SrtpStatus.Malformed;
        if (buffer.Length - length < _suite.RtcpOverheadBytes) return SrtpStatus.BufferTooSmall;

        // Deviates from RFC 3711 §3.2.3: one index for all our sources instead of one each, because receivers accept gaps
        // and a counter that only grows needs no table.
        if (_nextRtcpIndex > SrtcpIndex.Mask) return SrtpStatus.KeyExhausted;
        _suite.ProtectRtcp(buffer, length, ssrc, (uint)_nextRtcpIndex++);
        protectedLength = length + _suite.RtcpOverheadBytes;
        return SrtpStatus.Ok;
    }

    public void Dispose() => _suite.Dispose();

    private sealed class HighestIndex
    {
        public ulong Value { get; set; }
    }
}
