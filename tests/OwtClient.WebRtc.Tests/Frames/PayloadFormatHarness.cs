using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Frames;

/// <summary>A packetizer against a depacketizer, with the packets between them in the hands of the test.</summary>
internal sealed class PayloadFormatHarness(MediaCodec codec, int maxPayloadBytes = 100)
{
    private const uint TimestampStep = 3000;
    private readonly IPacketizer _packetizer = PayloadFormats.CreatePacketizer(codec, new FixedRandom())!;
    private readonly IDepacketizer _depacketizer = PayloadFormats.CreateDepacketizer(codec, 90000, new FramePool())!;
    private readonly byte[] _payload = new byte[maxPayloadBytes];

    public IDepacketizer Depacketizer => _depacketizer;

    /// <summary>The packets of frames that follow each other, in order.</summary>
    public List<Packet> Packetize(params IEnumerable<byte[]> frames)
    {
        var packets = new List<Packet>();
        uint timestamp = 0xffff_f000; // wraps with the second frame
        foreach (var frame in frames)
        {
            Assert.Equal(PacketizeStatus.Ok, _packetizer.Start(frame, maxPayloadBytes));
            while (_packetizer.TryWritePayload(_payload, out var length, out var marker))
            {
                Assert.InRange(length, 1, maxPayloadBytes);
                packets.Add(new Packet(_payload[..length], timestamp, marker));
            }

            timestamp += TimestampStep;
        }

        return packets;
    }

    /// <summary>Feeds packets; null stands for one that was lost.</summary>
    public List<Frame> Depacketize(params IEnumerable<Packet?> packets)
    {
        var frames = new List<Frame>();
        foreach (var packet in packets)
        {
            if (packet is null) _depacketizer.HandleGap(1);
            else _depacketizer.HandlePacket(packet.Payload, packet.Timestamp, packet.Marker);
            while (_depacketizer.TryTakeFrame(out var frame))
            {
                frames.Add(new Frame(frame.Data.ToArray(), frame.IsKeyFrame, frame.FramesLostBefore, frame.Timestamp));
                frame.Dispose();
            }
        }

        return frames;
    }

    internal sealed record Packet(byte[] Payload, uint Timestamp, bool Marker);

    internal sealed record Frame(byte[] Data, bool IsKeyFrame, int LostBefore, TimeSpan Timestamp);

    private sealed class FixedRandom : IRandomSource
    {
        public void Fill(Span<byte> destination) => destination.Fill(0x7f); // picture id 0x7f7f: the tests run over no wrap of 15 bits
    }
}
