using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>From the streams to the datagram.</summary>
internal sealed partial class ConnectionCore
{
    private const int MaxControlLength = MaxDatagramLength - SrtpSession.MaxRtcpOverheadBytes;

    /// <summary>Takes the next datagram to send: checks, repairs, feedback and reports. Media goes by <see cref="TryProtect"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="datagram">At least <see cref="MaxDatagramLength"/> bytes.</param>
    /// <param name="transmit">Where to send how much of it.</param>
    public bool TryPollTransmit(Instant now, Span<byte> datagram, out IceTransmit transmit)
    {
        if (!Ice.TryPollTransmit(datagram, out transmit) && _gatherer?.TryPollTransmit(datagram, out transmit) != true)
        {
            if (Ice.SelectedPair is not { } pair || !TryPollSession(now, datagram, out var length)) return false;
            transmit = new IceTransmit(length, pair.Base, pair.RemoteAddress);
        }

        _statistics.CountSent(transmit.Length);
        return true;
    }

    /// <summary>Protects a packet that a layer's stream has written, and tells the stream that it goes out.</summary>
    /// <param name="now">When it is sent.</param>
    /// <param name="stream">Who wrote it.</param>
    /// <param name="packet">The packet with <see cref="SrtpSession.MaxRtpOverheadBytes"/> behind it.</param>
    /// <param name="length">Bytes of the packet.</param>
    /// <param name="payloadLength">Bytes of its payload.</param>
    /// <param name="protectedLength">Bytes to send.</param>
    public bool TryProtect(Instant now, SendStream stream, Span<byte> packet, int length, int payloadLength, out int protectedLength)
    {
        protectedLength = 0;
        if (_srtp is not { } srtp || srtp.ProtectRtp(packet, length, out protectedLength) != SrtpStatus.Ok) return false;
        stream.Commit(now, packet[..protectedLength], payloadLength);
        _statistics.CountSent(protectedLength);
        return true;
    }

    /// <summary>Writes the farewell of all streams sent (RFC 3550 §6.6), to go out before the connection closes.</summary>
    public bool TryWriteGoodbye(Span<byte> datagram, out IceTransmit transmit)
    {
        transmit = default;
        if (Ice.SelectedPair is not { } pair) return false;
        if (!TryProtectControl(datagram, _session.WriteGoodbye(datagram[..MaxControlLength]), out var length)) return false;
        transmit = new IceTransmit(length, pair.Base, pair.RemoteAddress);
        return true;
    }

    private bool TryPollSession(Instant now, Span<byte> datagram, out int length)
    {
        length = 0;
        if (_srtp is null) return false;
        while (_session.TryPollTransmit(now, datagram[..MaxControlLength], out var written, out var kind))
        {
            length = written;
            if (kind == RtpTransmitKind.ProtectedRtp || TryProtectControl(datagram, written, out length)) return true;
        }

        return false;
    }

    private bool TryProtectControl(Span<byte> datagram, int plainLength, out int length)
    {
        length = 0;
        return plainLength > 0 && _srtp is { } srtp && srtp.ProtectRtcp(datagram, plainLength, out length) == SrtpStatus.Ok;
    }
}
