using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Rtcp;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

/// <summary>Random operations in random order: no exception, no endless loop, and the promises of the sink hold throughout.</summary>
public class StreamFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AnyOrderOfOperations_KeepsThePromises(int seed)
    {
        var random = new Random(seed);
        var options = new RtpSessionOptions { Cname = "me", NtpAtOrigin = default };
        var session = new RtpSession(options, new SeededRandomSource(seed)) { ReducedSize = seed % 2 == 0 };
        var stream = session.AddReceiveStream(VideoOptions(nack: seed != 3));
        stream.OrderedSink = new StrictSink();
        session.Router.AddSource(Source, stream);
        session.Router.AddSource(new Ssrc(2), stream);
        var sent = session.AddSendStream(new SendStreamOptions
        {
            Mid = "1",
            Kind = MediaKind.Video,
            Ssrc = session.AllocateSsrc(),
            ClockRate = ClockRate,
            Extensions = Extensions(HeaderExtensionUri.Mid),
            TransportSequence = session.TransportSequence,
            Retransmission = RetransmissionOptions.Video,
        });
        session.Start(At(0));
        var buffer = new byte[1500];
        var now = At(0);
        var sequence = random.Next(65536);
        for (var i = 0; i < 20_000; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(20) == 0 ? random.Next(700) : random.Next(5));
            switch (random.Next(12))
            {
                case 0:
                    sequence = random.Next(40) == 0 ? random.Next(65536) : sequence + random.Next(600);
                    break;
                case 1:
                    session.HandleRtp(now, Damage(random, Packet(sequence)));
                    break;
                case 2:
                    session.HandleRtcp(now, Damage(random, Feedback(random, sent)));
                    break;
                case 3:
                    session.HandleRtcp(now, Feedback(random, sent));
                    break;
                case 4:
                    var length = sent.WritePacket(now, new OutgoingPacket(Video, default), new byte[random.Next(1200)], buffer);
                    sent.Commit(now, buffer.AsSpan(0, length), length);
                    break;
                case 5 when random.Next(50) == 0:
                    stream.OrderedSink = random.Next(2) == 0 ? null : new StrictSink();
                    break;
                case 6 when random.Next(200) == 0:
                    session.HandleRtp(now, Packet(random.Next(65536), source: new Ssrc(2)));
                    break;
                default:
                    var back = random.Next(4) == 0 ? random.Next(50) : 0;
                    if (random.Next(8) != 0) session.HandleRtp(now, Packet(sequence - back, payloadLength: random.Next(1400)));
                    sequence++;
                    break;
            }

            if (session.Deadline <= now) session.HandleTimeout(now);
            var polls = 0;
            while (session.TryPollTransmit(now, buffer, out var written, out var kind))
            {
                Assert.True(++polls < 600, "Polling does not end.");
                if (kind != RtpTransmitKind.Rtcp) continue;
                Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(buffer.AsSpan(0, written), out _));
            }

            while (session.TryPollEvent(now, out _)) Assert.True(++polls < 600, "Polling does not end.");
            Assert.False(session.Deadline <= now, "What was due was not done.");
        }
    }

    private static byte[] Damage(Random random, byte[] datagram)
    {
        for (var changes = random.Next(4); changes > 0; changes--) datagram[random.Next(datagram.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? datagram[..random.Next(datagram.Length)] : datagram;
    }

    private static byte[] Feedback(Random random, SendStream sent) => RtcpBytes.Write((ref writer) =>
    {
        var (jitter, lastReport, delay) = ((uint)random.Next(), (uint)random.Next(), (uint)random.Next());
        ReadOnlySpan<ReportBlock> blocks = [new(sent.Ssrc, (byte)random.Next(256), random.Next(), 0, jitter, lastReport, delay)];
        new SenderReport(Source, new NtpTime((ulong)random.NextInt64()), default, 0, 0).TryWrite(ref writer, blocks);
        var first = sent.NextSequenceNumber + -random.Next(700);
        GenericNack.TryWrite(ref writer, Source, sent.Ssrc, [first, first + random.Next(1, 30), first + random.Next(30, 99)], out _);
        if (random.Next(3) == 0) new PictureLossIndication(Source, sent.Ssrc).TryWrite(ref writer);
        if (random.Next(3) == 0) FullIntraRequest.TryWrite(ref writer, Source, new FullIntraRequest.Entry(sent.Ssrc, (byte)random.Next(4)));
        if (random.Next(20) == 0) Goodbye.TryWrite(ref writer, [Source]);
    });

    /// <summary>Packets and gaps follow each other without hole or overlap until a restart.</summary>
    private sealed class StrictSink : IOrderedPacketSink
    {
        private long? _next;

        public void HandlePacket(in OrderedPacket packet)
        {
            if (_next is { } next) Assert.Equal(next, packet.Sequence);
            _next = packet.Sequence + 1;
        }

        public void HandleGap(long first, int count)
        {
            Assert.Equal(_next, first);
            Assert.True(count > 0);
            _next = first + count;
        }

        public void HandleRestart() => _next = null;
    }
}
