using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Rtcp;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class RtpSessionTests
{
    private readonly byte[] _buffer = new byte[1500];

    public static TheoryData<int, double, int> Paths()
    {
        var data = new TheoryData<int, double, int>();
        for (var seed = 0; seed < 6; seed++)
        {
            data.Add(seed, 0.10, 0);
            data.Add(seed, 0.05, 15); // five times the spacing of packets: heavy reordering
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void RandomLossReorderingAndDuplication_AreRepairedWithinTheWait(int seed, double loss, int jitterMilliseconds)
    {
        var pair = new SessionPair(seed) { Loss = loss, Duplication = 0.02, Jitter = TimeSpan.FromMilliseconds(jitterMilliseconds) };
        var first = pair.Send.NextSequenceNumber;
        pair.SendPackets(1, 3);
        while (pair.Sink.Log.Count == 0) pair.SendPackets(1, 3); // the first to arrive is where the receiver begins
        var start = int.Parse(pair.Sink.Log[0], System.Globalization.CultureInfo.InvariantCulture);
        pair.SendPackets(5000, 3);
        pair.RunFor(1500);
        var end = pair.Send.NextSequenceNumber.Value;

        // The newest packets can be lost without anything behind them to tell.
        var expected = Enumerable.Range(start, end - start).Select(sequence => $"{sequence}").ToList();
        Assert.True(pair.Sink.Log.Count >= expected.Count - 4, $"{pair.Sink.Log.Count} of {expected.Count}");
        Assert.Equal(expected[..pair.Sink.Log.Count], pair.Sink.Log);
        Assert.Equal(0, pair.Receive.GetStats(null).PacketsLost);
        Assert.True(new SequenceNumber((ushort)start) - first < 5);
    }

    [Fact]
    public void EveryTenthPacketLost_ExactCounts()
    {
        var pair = new SessionPair(1) { Drop = packet => packet % 10 == 5 };
        pair.SendPackets(1000, 5);
        pair.RunFor(1000);
        var (sent, received) = (pair.Send.GetStats(null), pair.Receive.GetStats(null));
        Assert.Equal((1000, 100, 100), (sent.PacketsSent, sent.RetransmittedPacketsSent, sent.NackCount));
        Assert.Equal((1000, 0, 0), (received.PacketsReceived, received.PacketsLost, received.PacketsDiscarded));
        Assert.Equal((100, 100_000, 0), (received.NackCount, received.BytesReceived, pair.KeyFramesWanted - received.PliCount));
        Assert.Equal(1000, pair.Sink.Log.Count);
    }

    [Fact]
    public void ABurst_IsAskedForInOneMessage()
    {
        var pair = new SessionPair(1) { Drop = packet => packet is >= 100 and < 120 };
        pair.SendPackets(200, 5);
        pair.RunFor(1000);
        Assert.Equal(1, pair.Receive.GetStats(null).NackCount);
        Assert.Equal(20, pair.Send.GetStats(null).RetransmittedPacketsSent);
        Assert.Equal(200, pair.Sink.Log.Count);
    }

    [Fact]
    public void WithoutLoss_NothingIsAskedFor()
    {
        var pair = new SessionPair(1);
        pair.SendPackets(1000, 5);
        var stats = pair.Receive.GetStats(null);
        Assert.Equal((0, 0, 0), (stats.NackCount, stats.PacketsLost, stats.PacketsDiscarded));
        Assert.Equal(0, pair.Send.GetStats(null).NackCount);
    }

    [Fact]
    public void NothingKept_GapsAreGivenUpAndAKeyFrameIsWanted()
    {
        var pair = new SessionPair(1, kept: RetransmissionOptions.Off) { Drop = packet => packet == 50 };
        pair.SendPackets(10, 5);
        pair.Receive.HandleFrame(isKeyFrame: true);
        pair.SendPackets(190, 5);
        pair.RunFor(100);
        Assert.Single(pair.Sink.Log, entry => entry.Contains("..", StringComparison.Ordinal));
        Assert.Equal(200, pair.Sink.Log.Count);
        Assert.True(pair.KeyFramesWanted > 0);
        Assert.Equal(1, pair.Receive.GetStats(null).PacketsLost);
        Assert.InRange(pair.Receive.GetStats(null).NackCount, 5, 10); // every round trip until given up
    }

    [Fact]
    public void RoundTripTime_IsKnownAfterTheReportsCrossed()
    {
        var pair = new SessionPair(1) { Delay = TimeSpan.FromMilliseconds(60) };
        pair.SendPackets(800, 5);
        var roundTrip = pair.Send.GetStats(null).RoundTripTime;
        Assert.NotNull(roundTrip);
        Assert.InRange(roundTrip.Value.TotalMilliseconds, 119.9, 120.1); // DLSR has 15 µs steps
        Assert.Equal(0, pair.Send.GetStats(null).RemoteFractionLost);
    }

    [Fact]
    public void LossWithoutRepair_IsReportedToTheSender()
    {
        var pair = new SessionPair(1, VideoOptions(nack: false)) { Drop = packet => packet % 4 == 3 };
        pair.SendPackets(2000, 5);
        var stats = pair.Send.GetStats(null);
        Assert.InRange(stats.RemoteFractionLost!.Value, 0.24, 0.26);
        Assert.InRange(stats.RemotePacketsLost!.Value, 300, 500);
    }

    [Fact]
    public void Reports_AreCompoundAndSpreadAroundTheInterval()
    {
        var pair = new SessionPair(5);
        pair.SendPackets(10, 5);
        pair.Receive.HandleFrame(isKeyFrame: true);
        pair.SendPackets(3990, 5);
        Assert.InRange(pair.RtcpFromSender.Count, 15, 27); // 20 s
        foreach (var (_, datagram) in pair.RtcpFromSender)
        {
            Assert.Equal([RtcpPacketType.SenderReport, RtcpPacketType.SourceDescription], Types(datagram));
        }

        var gaps = pair.RtcpFromSender.Zip(pair.RtcpFromSender.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).ToList();
        Assert.All(gaps, gap => Assert.InRange(gap, 0.5, 1.5));
        Assert.True(gaps.Max() - gaps.Min() > 0.3);
        Assert.InRange(pair.RtcpFromSender[0].At.SinceStart.TotalSeconds, 0.25, 0.75);
        RtcpPacketType[] receiverReport = [RtcpPacketType.ReceiverReport, RtcpPacketType.SourceDescription];
        Assert.All(pair.RtcpFromReceiver, item => Assert.Equal(receiverReport, Types(item.Datagram)));
    }

    [Theory]
    [InlineData(true, new[] { RtcpPacketType.PayloadFeedback })]
    [InlineData(false, new[] { RtcpPacketType.ReceiverReport, RtcpPacketType.SourceDescription, RtcpPacketType.PayloadFeedback })]
    public void Feedback_StandsAlone_OnlyWhereItMay(bool reducedSize, object expected)
    {
        var session = MakeSession();
        session.ReducedSize = reducedSize;
        var stream = session.AddReceiveStream(VideoOptions());
        session.Router.AddSource(Source, stream);
        Assert.Equal(ReceiveStatus.Accepted, session.HandleRtp(At(0), Packet(1)));
        stream.RequestKeyFrame(At(0));
        Assert.True(session.TryPollTransmit(At(0), _buffer, out var length, out var kind));
        Assert.Equal(RtpTransmitKind.Rtcp, kind);
        Assert.Equal((RtcpPacketType[])expected, Types(_buffer.AsSpan(0, length)));
        Assert.False(session.TryPollTransmit(At(0), _buffer, out _, out _));
    }

    [Fact]
    public void SimulcastLayers_AreStreamsOfTheirOwn()
    {
        var (sender, receiver) = (MakeSession(), MakeSession());
        var extensions = Extensions(HeaderExtensionUri.Mid, HeaderExtensionUri.RtpStreamId);
        receiver.Router.Extensions.Merge(extensions);
        string[] layers = ["q", "h", "f"];
        var received = Array.ConvertAll(layers, rid => receiver.AddReceiveStream(VideoOptions() with { Rid = rid }));
        var sent = Array.ConvertAll(layers, rid => AddSender(sender, rid, extensions));
        for (var i = 0; i < 6; i++)
        {
            var stream = sent[i % 3];
            var length = stream.WritePacket(At(i), new OutgoingPacket(Video, default), new byte[i], _buffer);
            stream.Commit(At(i), _buffer.AsSpan(0, length), i);
            Assert.Equal(ReceiveStatus.Accepted, receiver.HandleRtp(At(i), _buffer.AsSpan(0, length)));
        }

        for (var i = 0; i < 3; i++)
        {
            var stats = received[i].GetStats(null);
            Assert.Equal((layers[i], sent[i].Ssrc.Value), (stats.Rid, stats.Ssrc));
            Assert.Equal((2, i + i + 3), (stats.PacketsReceived, stats.BytesReceived));
        }
    }

    [Fact]
    public void Arrivals_AreToldTenTimesASecond_WhereNegotiated()
    {
        var (sender, receiver) = (MakeSession(), MakeSession());
        receiver.ReducedSize = true;
        var extensions = Extensions(HeaderExtensionUri.Mid, HeaderExtensionUri.TransportSequence);
        receiver.Router.Extensions.Merge(extensions);
        receiver.AddReceiveStream(VideoOptions());
        var stream = AddSender(sender, extensions: extensions);
        var told = new List<int>();
        foreach (var reports in (bool[])[false, true])
        {
            receiver.ReportsArrivals = reports;
            for (var i = 0; i < 1000; i++)
            {
                var now = At((reports ? 1000 : 0) + i);
                var length = stream.WritePacket(now, new OutgoingPacket(Video, default), [1], _buffer);
                stream.Commit(now, _buffer.AsSpan(0, length), 1);
                receiver.HandleRtp(now, _buffer.AsSpan(0, length));
                while (receiver.TryPollTransmit(now, _buffer, out length, out _))
                {
                    told.Add(TransportFeedbackDecoder.Decode(_buffer.AsSpan(0, length), out var count).Count);
                    Assert.Equal(told.Count - 1, count);
                }
            }
        }

        Assert.Equal(9, told.Count); // every 100 ms, and the next packet begins the next 100
        Assert.All(told, packets => Assert.Equal(101, packets));
    }

    [Fact]
    public void Start_WithNothingToReport_SendsNothing()
    {
        var session = MakeSession();
        session.Start(At(0));
        for (var i = 0; i < 20; i++) Assert.False(session.TryPollTransmit(At(i * 500), _buffer, out _, out _));
        Assert.Null(session.Deadline); // nobody is woken for nothing

        var stream = AddSender(session);
        var written = stream.WritePacket(At(9600), new OutgoingPacket(Video, default), [1, 2], _buffer);
        stream.Commit(At(9600), _buffer.AsSpan(0, written), 2);
        Assert.NotNull(session.Deadline);
        Assert.True(session.TryPollTransmit(session.Deadline.Value, _buffer, out _, out _));
    }

    [Fact]
    public void SeveralSenders_EachReport_AndTheFirstCarriesTheBlocks()
    {
        var session = MakeSession();
        session.Router.AddSource(Source, session.AddReceiveStream(VideoOptions()));
        session.HandleRtp(At(0), Packet(1));
        SendStream[] sent = [AddSender(session), AddSender(session), AddSender(session)];
        foreach (var stream in sent[..2])
        {
            var written = stream.WritePacket(At(0), new OutgoingPacket(Video, default), [1, 2], _buffer);
            stream.Commit(At(0), _buffer.AsSpan(0, written), 2);
        }

        session.Start(At(0));
        Assert.True(session.TryPollTransmit(session.Deadline!.Value, _buffer, out var length, out _));
        Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(_buffer.AsSpan(0, length), out var compound));
        foreach (var (stream, count) in ((SendStream, int)[])[(sent[0], 1), (sent[1], 0)]) // the third sent nothing
        {
            Assert.True(compound.TryRead(out var packet));
            Assert.True(SenderReport.TryRead(packet, out var report, out var blocks));
            Assert.Equal((stream.Ssrc, 1u, 2u, count), (report.Sender, report.PacketCount, report.OctetCount, blocks.Count));
        }

        Assert.True(compound.TryRead(out var names));
        Assert.True(SourceDescription.TryReadCname(names, sent[0].Ssrc, out _));
        Assert.False(compound.TryRead(out _));
    }

    [Fact]
    public void MoreStreamsThanOneReportHolds_TakeTurns()
    {
        var session = MakeSession();
        for (var i = 0; i < 50; i++)
        {
            var stream = session.AddReceiveStream(VideoOptions() with { Mid = $"m{i}" });
            session.Router.AddSource(new Ssrc((uint)i + 1), stream);
            session.HandleRtp(At(0), Packet(1, source: new Ssrc((uint)i + 1)));
        }

        session.Start(At(0));
        var reported = new HashSet<Ssrc>();
        for (var report = 0; report < 2; report++)
        {
            var now = session.Deadline!.Value;
            Assert.True(session.TryPollTransmit(now, _buffer, out var length, out _));
            Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(_buffer.AsSpan(0, length), out var compound));
            Assert.True(compound.TryRead(out var packet));
            Assert.True(ReceiverReport.TryRead(packet, out _, out var blocks));
            for (var i = 0; i < blocks.Count; i++) reported.Add(blocks[i].Source);
        }

        Assert.Equal(50, reported.Count);
    }

    [Fact]
    public void Goodbye_EndsTheStreamOnce()
    {
        var session = MakeSession();
        var stream = session.AddReceiveStream(VideoOptions());
        session.Router.AddSource(Source, stream);
        session.HandleRtp(At(0), Packet(1));
        var goodbye = RtcpBytes.Write((ref writer) => Goodbye.TryWrite(ref writer, [Source, new Ssrc(5)]));
        session.HandleRtcp(At(1), goodbye);
        session.HandleRtcp(At(2), goodbye);
        Assert.True(session.TryPollEvent(At(2), out var item));
        Assert.Equal(new RtpSessionEvent(null, stream), item);
        Assert.False(session.TryPollEvent(At(2), out _));
    }

    [Fact]
    public void WriteGoodbye_NamesTheSentStreams()
    {
        var session = MakeSession();
        Assert.Equal(0, session.WriteGoodbye(_buffer));
        var stream = AddSender(session);
        var length = session.WriteGoodbye(_buffer);
        var datagram = _buffer.AsSpan(0, length);
        Assert.Equal([RtcpPacketType.ReceiverReport, RtcpPacketType.SourceDescription, RtcpPacketType.Goodbye], Types(datagram));
        Assert.Equal(stream.Ssrc.Value, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(datagram[^4..]));
    }

    [Fact]
    public void Feedback_ReachesTheStreamItNames()
    {
        var session = MakeSession();
        var (one, two) = (AddSender(session), AddSender(session));
        Assert.NotEqual(one.Ssrc, two.Ssrc);
        var datagram = RtcpBytes.Write((ref writer) =>
        {
            new PictureLossIndication(Source, two.Ssrc).TryWrite(ref writer);
            FullIntraRequest.TryWrite(ref writer, Source, new FullIntraRequest.Entry(two.Ssrc, 1));
            new PictureLossIndication(Source, new Ssrc(1)).TryWrite(ref writer); // nobody's
            new ReceiverEstimatedBitrate(Source, 262_144).TryWrite(ref writer, [two.Ssrc]);
        });
        session.HandleRtcp(At(0), datagram);
        Assert.True(session.TryPollEvent(At(0), out var item));
        Assert.Equal(new RtpSessionEvent(two, null), item);
        Assert.False(session.TryPollEvent(At(0), out _));
        Assert.Equal((1, 1), (two.GetStats(null).PliCount, two.GetStats(null).FirCount));
        Assert.Equal((0, 0), (one.GetStats(null).PliCount, one.GetStats(null).FirCount));
        Assert.Equal(262_144, session.RemoteEstimatedBitsPerSecond);
    }

    [Fact]
    public void MalformedAndUnroutable_AreStatuses()
    {
        var session = MakeSession();
        Assert.Equal(ReceiveStatus.Malformed, session.HandleRtp(At(0), [0x80]));
        Assert.Equal(ReceiveStatus.Unroutable, session.HandleRtp(At(0), Packet(1)));
        Assert.Equal(RtcpParseStatus.TooShort, session.HandleRtcp(At(0), [0x80]));
    }

    [Fact]
    public void ARemovedStream_IsForgotten()
    {
        var session = MakeSession();
        var stream = session.AddReceiveStream(VideoOptions());
        session.Router.AddSource(Source, stream);
        session.Remove(stream);
        Assert.Equal(ReceiveStatus.Unroutable, session.HandleRtp(At(0), Packet(1)));
        Assert.Empty(session.ReceiveStreams);
        var sent = AddSender(session);
        session.Remove(sent);
        Assert.Empty(session.SendStreams);
    }

    [Fact]
    public void DrivingASession_AllocatesNothingPerPacket()
    {
        var session = MakeSession();
        var stream = session.AddReceiveStream(VideoOptions());
        session.Router.AddSource(Source, stream);
        AddSender(session);
        session.Start(At(0));
        var packets = Enumerable.Range(0, 65536).Select(i => Packet(i, (uint)i)).ToArray();
        var nack = RtcpBytes.Write((ref writer) => GenericNack.TryWrite(ref writer, Source, new Ssrc(9), [new(1)], out _));
        var before = 0L;
        for (var round = 0; round < 2; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < packets.Length; i++)
            {
                var now = At((round * 65536) + i);
                if (i % 50 != 9) session.HandleRtp(now, packets[i]);
                session.HandleRtcp(now, nack);
                if (session.Deadline <= now) session.HandleTimeout(now);
                while (session.TryPollTransmit(now, _buffer, out _, out _)) continue;
                while (session.TryPollEvent(now, out _)) continue;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RtpSession MakeSession() =>
        new(new RtpSessionOptions { Cname = "me", NtpAtOrigin = default }, new SeededRandomSource(1));

    private static SendStream AddSender(RtpSession session, string? rid = null, HeaderExtensionMap? extensions = null) =>
        session.AddSendStream(new SendStreamOptions
        {
            Mid = "1",
            Rid = rid,
            Kind = MediaKind.Video,
            Ssrc = session.AllocateSsrc(),
            ClockRate = ClockRate,
            Extensions = extensions ?? new HeaderExtensionMap(),
            TransportSequence = session.TransportSequence,
        });

    private static List<RtcpPacketType> Types(ReadOnlySpan<byte> datagram)
    {
        Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(datagram, out var compound));
        var types = new List<RtcpPacketType>();
        while (compound.TryRead(out var packet)) types.Add(packet.Type);
        return types;
    }
}
