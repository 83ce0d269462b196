using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Peer;

/// <summary>Sending: packets are written and protected under the lock, and go to the socket after it, on the caller's thread.</summary>
internal sealed partial class ConnectionDriver
{
    /// <summary>RTP packets of frames have at most this many bytes, as browsers' have: with tag and headers below they fit every path.</summary>
    private const int MaxFramePacketLength = 1200;

    /// <summary>Sends a frame. One call at a time per track.</summary>
    public bool SendFrame(SendTrack track, EncodedFrame frame, string? rid)
    {
        if (!TryBeginFrame(track, frame, rid, out var layer, out var packet)) return false;
        var buffer = Scratch;
        while (true)
        {
            UdpPath? path;
            int protectedLength;
            lock (_gate)
            {
                if (IsClosed) return false;
                var now = _shared.Clock.Now;
                var room = buffer[..(layer.Stream.MaxHeaderLength + MaxPayload(layer))];
                if (!layer.Stream.TryWritePacket(now, layer.Packetizer!, packet, room, out var length, out var payloadLength)) break;
                if (!TryProtectLocked(now, layer, buffer, length, payloadLength, out protectedLength)) return false;
                path = _path;
            }

            path?.Send(buffer[..protectedLength]);
        }

        lock (_gate) layer.Stream.HandleFrame(frame.IsKeyFrame);
        return true;
    }

    /// <summary>Sends a packet as it is given, but for the parts of the header that are the stream's own.</summary>
    public bool SendPacket(SendTrack track, in RtpPacketToSend packet, string? rid)
    {
        var buffer = Scratch;
        UdpPath? path;
        int protectedLength;
        lock (_gate)
        {
            if (IsClosed || !_core.CanSend || track.Codec is not { } codec || track.Find(rid) is not { } layer) return false;
            if (packet.Payload.Length > buffer.Length - layer.Stream.MaxHeaderLength - SrtpSession.MaxRtpOverheadBytes)
                throw new ArgumentException("The payload is too long for a packet.", nameof(packet));
            var outgoing = new OutgoingPacket(new PayloadType(codec.PayloadType), new RtpTimestamp(packet.Timestamp))
            {
                Marker = packet.Marker,
                SequenceNumber = packet.SequenceNumber is { } number ? new SequenceNumber(number) : null,
                AudioLevel = packet.AudioLevel is { } level && AudioLevel.TryRead([level], out var read) ? read : null,
            };
            var now = _shared.Clock.Now;
            var length = layer.Stream.WritePacket(now, outgoing, packet.Payload, buffer);
            if (!TryProtectLocked(now, layer, buffer, length, packet.Payload.Length, out protectedLength)) return false;
            path = _path;
        }

        return path is not null && path.Send(buffer[..protectedLength]);
    }

    /// <summary>Asks for a key frame of one layer, or of all.</summary>
    public void RequestKeyFrame(ReceiveTrack track, string? rid)
    {
        lock (_gate)
        {
            if (IsClosed || !_core.CanSend) return;
            var now = _shared.Clock.Now;
            foreach (var layer in track.Layers)
            {
                if (rid is null || layer.Rid == rid) layer.Stream.RequestKeyFrame(now);
            }

            DrainLocked(now);
        }
    }

    /// <summary>Switches between frames and packets.</summary>
    public void SetAssemblesFrames(ReceiveTrack track, bool assembles)
    {
        lock (_gate) track.AssemblesFrames = assembles;
    }

    private bool TryProtectLocked(Instant now, SendLayer layer, Span<byte> packet, int length, int payloadLength, out int protectedLength)
    {
        var isFirst = !layer.Stream.HasSent;
        if (!_core.TryProtect(now, layer.Stream, packet, length, payloadLength, out protectedLength)) return false;
        if (isFirst) _timer.Arm(_core.Deadline); // with the first packet there is something to report
        return true;
    }

    private static int MaxPayload(SendLayer layer) => MaxFramePacketLength - layer.Stream.MaxHeaderLength;

    private bool TryBeginFrame(SendTrack track, EncodedFrame frame, string? rid, out SendLayer layer, out OutgoingPacket packet)
    {
        packet = default;
        layer = null!;
        lock (_gate)
        {
            if (IsClosed || !_core.CanSend || track.Codec is not { } codec) return false;
            if (!track.Offers(rid)) throw new ArgumentException("There is no such layer.", nameof(rid));
            if (track.Find(rid) is not { } found) return false; // the peer did not take it
            layer = found;
            if (layer.Packetizer is not { } packetizer || codec.Codec.Codec != frame.Codec)
                throw new ArgumentException($"The frame is {frame.Codec}, but {codec.Codec.Name} was agreed on.", nameof(frame));
            var status = packetizer.Start(frame.Data, MaxPayload(layer));
            if (status != PacketizeStatus.Ok) throw new ArgumentException($"The frame cannot be sent: {status}.", nameof(frame));
            packet = new OutgoingPacket(new PayloadType(codec.PayloadType), layer.Stream.ToRtpTimestamp(frame.Timestamp))
            {
                AudioLevel = track.Kind == MediaKind.Audio && frame.AudioLevel is { } level ? AudioLevel.Of(level) : null,
            };
            return true;
        }
    }
}
