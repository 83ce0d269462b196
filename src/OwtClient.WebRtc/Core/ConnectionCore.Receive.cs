using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>From the datagram to the streams.</summary>
internal sealed partial class ConnectionCore
{
    /// <summary>Takes one received datagram.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="base">Address of the socket that received it.</param>
    /// <param name="remote">Where it came from.</param>
    /// <param name="datagram">Decrypted in place.</param>
    /// <param name="arrival">A packet for a track's sink, as long as <paramref name="datagram"/> stays.</param>
    /// <returns>
    /// What it was; a <see cref="DatagramKind.Dtls"/> one is the owner's to pass on. Where the peer has not shown itself, nothing is DTLS:
    /// sockets are shared, and a connection that had the same way before may not know yet that it is over. Its handshake, with a
    /// certificate that both know, would succeed with us.
    /// </returns>
    public DatagramKind HandleDatagram(
        Instant now, TransportAddress @base, TransportAddress remote, Span<byte> datagram, out PacketArrival arrival)
    {
        arrival = default;
        _statistics.CountReceived(datagram.Length);
        var kind = DatagramClassifier.Classify(datagram);
        if (kind == DatagramKind.Dtls && !Ice.IsProven(@base, remote)) kind = DatagramKind.Unknown;
        var used = kind switch
        {
            DatagramKind.Rtp => TryHandleRtp(now, datagram, ref arrival),
            DatagramKind.Rtcp => TryHandleRtcp(now, datagram),
            DatagramKind.Stun => TryHandleGathering(now, @base, remote, datagram) || TryHandleCheck(now, @base, remote, datagram),
            _ => kind == DatagramKind.Dtls,
        };
        if (!used) _statistics.PacketsDiscarded++;
        return kind;
    }

    private bool TryHandleCheck(Instant now, TransportAddress @base, TransportAddress remote, Span<byte> datagram)
    {
        if (Ice.HandleDatagram(now, @base, remote, datagram) != IceDatagramStatus.Handled) return false;

        // Who only receives learns the round-trip time, which spaces its requests for repairs, from connectivity checks alone.
        if (Ice.SelectedPair?.RoundTripTime is { } roundTripTime) _session.SetRoundTripTime(roundTripTime);
        return true;
    }

    private bool TryHandleRtp(Instant now, Span<byte> datagram, ref PacketArrival arrival)
    {
        NewestStreamDeadline = null;
        if (_srtp is not { } srtp) return false;
        if (srtp.UnprotectRtp(datagram, out var length) != SrtpStatus.Ok) return false;
        if (RtpPacketReader.Parse(datagram[..length], out var packet) != RtpParseStatus.Ok) return false;
        Ice.HandleTraffic(now);
        _arrivals.Layer = null;
        _session.HandleRtp(now, packet, out var stream);
        if (stream is null) return false;
        NewestStreamDeadline = _session.DeadlineAfter(stream);
        if (_arrivals.Layer is { } layer && layer.Track.Codecs[packet.PayloadType] is { } codec)
        {
            var levelId = _session.Router.Extensions.IdOf(HeaderExtensionKind.AudioLevel);
            arrival.Track = layer.Track;
            arrival.Packet = new ReceivedRtpPacket
            {
                Ssrc = packet.Ssrc.Value,
                SequenceNumber = packet.SequenceNumber.Value,
                Timestamp = packet.Timestamp.Value,
                PayloadType = packet.PayloadType.Value,
                Marker = packet.Marker,
                Codec = codec.Codec,
                Rid = layer.Rid,
                AudioLevel = packet.TryGetExtension(levelId, out var level) && level.Length > 0 ? level[0] : null,
                Payload = packet.Payload,
            };
        }

        return true;
    }

    private bool TryHandleRtcp(Instant now, Span<byte> datagram)
    {
        if (_srtp is not { } srtp) return false;
        if (srtp.UnprotectRtcp(datagram, out var length) != SrtpStatus.Ok) return false;
        Ice.HandleTraffic(now);
        return _session.HandleRtcp(now, datagram[..length]) == RtcpParseStatus.Ok;
    }
}
