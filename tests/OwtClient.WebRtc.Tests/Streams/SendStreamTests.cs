using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Rtcp;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class SendStreamTests
{
    private static readonly Ssrc Peer = new(77);
    private readonly SendStream _stream = Make();
    private readonly byte[] _buffer = new byte[1500];

    private static SendStream Make(HeaderExtensionMap? extensions = null, string? rid = null, int seed = 1) => new(
        new SendStreamOptions
        {
            Mid = "1",
            Rid = rid,
            Kind = MediaKind.Video,
            Ssrc = Source,
            ClockRate = ClockRate,
            Extensions = extensions ?? new HeaderExtensionMap(),
            TransportSequence = new TransportSequenceCounter(),
            Retransmission = RetransmissionOptions.Video,
        },
        new SeededRandomSource(seed));

    [Fact]
    public void NumbersFollow_FromARandomStartInTheLowerHalf()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var stream = Make(seed: seed);
            var first = stream.NextSequenceNumber;
            Assert.True(first.Value < 0x8000);
            for (var i = 0; i < 5; i++)
            {
                var packet = Read(Send(stream, At(i)));
                Assert.Equal(first + i, packet.SequenceNumber);
                Assert.Equal(Source, packet.Ssrc);
            }
        }

        Assert.NotEqual(Make(seed: 1).NextSequenceNumber, Make(seed: 2).NextSequenceNumber);
        Assert.NotEqual(Make(seed: 1).ToRtpTimestamp(default), Make(seed: 2).ToRtpTimestamp(default));
    }

    [Fact]
    public void Timestamps_AreSourceTimeByClockRate()
    {
        var zero = _stream.ToRtpTimestamp(TimeSpan.Zero);
        Assert.Equal(90000, _stream.ToRtpTimestamp(TimeSpan.FromSeconds(1)) - zero);
        Assert.Equal(3000, _stream.ToRtpTimestamp(TimeSpan.FromTicks(333_333)) - zero);
        Assert.Equal(unchecked((int)(90000L * 100_000)), _stream.ToRtpTimestamp(TimeSpan.FromSeconds(100_000)) - zero);
    }

    [Fact]
    public void HeaderExtensions_CarryWhatWasNegotiated()
    {
        var extensions = Extensions(
            HeaderExtensionUri.Mid,
            HeaderExtensionUri.RtpStreamId,
            HeaderExtensionUri.AbsoluteSendTime,
            HeaderExtensionUri.TransportSequence,
            HeaderExtensionUri.AudioLevel);
        var stream = Make(extensions, rid: "hi");
        for (var i = 0; i < 3; i++)
        {
            var packet = Read(Send(stream, At(1000 * i)));
            Assert.Equal("1", Value(packet, MidId));
            Assert.Equal("hi", Value(packet, RidId));
            Assert.True(packet.TryGetExtension(2, out var sendTime));
            Assert.Equal([(byte)(i << 2), 0, 0], sendTime.ToArray()); // whole seconds in 6.18
            Assert.True(packet.TryGetExtension(3, out var number));
            Assert.Equal([0, (byte)i], number.ToArray());
            Assert.False(packet.TryGetExtension(1, out _));
        }

        var loud = new OutgoingPacket(Video, default) { AudioLevel = new AudioLevel(30, true) };
        var length = stream.WritePacket(At(0), loud, [1], _buffer);
        Assert.True(Read(_buffer.AsSpan(0, length)).TryGetExtension(1, out var level));
        Assert.Equal([0x80 | 30], level.ToArray());
        Assert.True(length <= stream.MaxHeaderLength + 1);

        static string Value(in RtpPacketReader packet, byte id) =>
            packet.TryGetExtension(id, out var value) ? System.Text.Encoding.ASCII.GetString(value) : "";
    }

    [Fact]
    public void AFrame_IsWrittenPacketByPacket_WithTheMarkerOnTheLast()
    {
        var packetizer = PayloadFormats.CreatePacketizer(MediaCodec.H264, new SeededRandomSource(1))!;
        byte[] frame = [0, 0, 0, 1, 0x65, .. Enumerable.Range(1, 3000).Select(i => (byte)(i | 1))];
        Assert.Equal(PacketizeStatus.Ok, packetizer.Start(frame, 1200));
        var timestamp = _stream.ToRtpTimestamp(TimeSpan.FromSeconds(1));
        var markers = new List<bool>();
        var head = new OutgoingPacket(Video, timestamp);
        while (_stream.TryWritePacket(At(0), packetizer, head, _buffer, out var length, out var payloadLength))
        {
            var packet = Read(_buffer.AsSpan(0, length));
            Assert.Equal(payloadLength, packet.Payload.Length);
            Assert.Equal(timestamp, packet.Timestamp);
            markers.Add(packet.Marker);
            _stream.Commit(At(0), _buffer.AsSpan(0, length), payloadLength);
        }

        _stream.HandleFrame(isKeyFrame: true);
        Assert.Equal([false, false, true], markers);
        var stats = _stream.GetStats(null);
        Assert.Equal((3, 1, 1), (stats.PacketsSent, stats.FramesSent, stats.KeyFramesSent));
    }

    [Fact]
    public void ANack_BringsThePacketBackByteForByte()
    {
        var sent = Enumerable.Range(0, 10).Select(i => Send(_stream, At(i))).ToArray();
        Nack(At(20), sent[2], sent[7]);
        Assert.Equal(sent[2], Repair());
        Assert.Equal(sent[7], Repair());
        Assert.Null(Repair());
        var stats = _stream.GetStats(null);
        Assert.Equal((10, 2, 1), (stats.PacketsSent, stats.RetransmittedPacketsSent, stats.NackCount));
        Assert.Equal(100, stats.BytesSent);
    }

    [Fact]
    public void TheSamePacket_IsRepeatedOnceInARoundTrip()
    {
        var sent = Send(_stream, At(0));
        SetRoundTrip(TimeSpan.FromMilliseconds(40));
        foreach (var (at, expected) in ((int, bool)[])[(100, true), (101, false), (139, false), (140, true), (141, false)])
        {
            Nack(At(at), sent);
            Assert.Equal(expected, Repair() is not null);
        }

        Assert.Equal((2, 5), (_stream.GetStats(null).RetransmittedPacketsSent, _stream.GetStats(null).NackCount));
    }

    [Fact]
    public void ANackForEverything_IsBounded()
    {
        for (var i = 0; i < 600; i++) Send(_stream, At(0));
        var first = _stream.NextSequenceNumber + -600;
        var numbers = Enumerable.Range(0, 600).Select(i => first + i).ToArray();
        var bytes = RtcpBytes.Write((ref writer) => GenericNack.TryWrite(ref writer, Peer, Source, numbers, out _));
        GenericNack.TryRead(RtcpBytes.Single(bytes), out var nack);
        _stream.HandleNack(At(1), nack);
        var repairs = 0;
        while (Repair() is not null) repairs++;
        Assert.Equal(256, repairs);
    }

    [Fact]
    public void AForwardersNumbers_AreKept_AndALatePacketDoesNotMoveTheStream()
    {
        var late = Send(_stream, At(100), number: 1001, timestamp: 6000);
        Assert.Equal(new SequenceNumber(1001), Read(late).SequenceNumber);
        Assert.Equal(new SequenceNumber(1002), _stream.NextSequenceNumber);
        Send(_stream, At(200), number: 1000, timestamp: 3000);
        Assert.Equal(new SequenceNumber(1002), _stream.NextSequenceNumber);
        Assert.Equal(new RtpTimestamp(6000 + 9000), _stream.BuildSenderReport(At(200), default)!.Value.RtpTime);
        Send(_stream, At(210), number: 65535);
        Assert.Equal(new SequenceNumber(1002), _stream.NextSequenceNumber); // behind, in the shorter way round
    }

    [Fact]
    public void ASenderReport_TellsMediaTimeAndCounts()
    {
        Assert.Null(_stream.BuildSenderReport(At(0), default));
        Send(_stream, At(1000), timestamp: 500);
        Send(_stream, At(1005), timestamp: 500); // the second packet of the frame: its instant is the first one's
        var ntp = new NtpTime(0xaaaa_bbbb_cccc_dddd);
        Assert.Equal(new SenderReport(Source, ntp, new RtpTimestamp(500 + 180_000), 2, 20), _stream.BuildSenderReport(At(3000), ntp));
    }

    [Theory]
    [InlineData(5200, 3700)]
    [InlineData(1400, 0)] // the peer claims to have waited longer than there was
    public void RoundTripTime_IsFromTheReportEchoed(int reportAt, int expected)
    {
        Send(_stream, At(0));
        var ntp = new NtpTime(0x0000_1111_2222_3333);
        _stream.BuildSenderReport(At(0), ntp);
        for (var i = 1; i < 8; i++) _stream.BuildSenderReport(At(i), new NtpTime((ulong)i << 40));
        Assert.Null(_stream.RoundTripTime);
        _stream.HandleReportBlock(At(1300), Block(0x9999_9999, 0)); // never sent
        _stream.HandleReportBlock(At(1300), Block(0, 0)); // none received
        Assert.Null(_stream.RoundTripTime);
        _stream.HandleReportBlock(At(reportAt), Block(0x1111_2222, delay: 0x18000)); // 1.5 s at the peer
        Assert.Equal(expected, _stream.RoundTripTime!.Value.TotalMilliseconds);
    }

    [Fact]
    public void WhatThePeerReports_IsInTheStatistics()
    {
        Assert.Null(_stream.GetStats(null).RemotePacketsLost);
        _stream.HandleReportBlock(At(0), new ReportBlock(Source, 64, -3, 0, 900, 0, 0));
        var stats = _stream.GetStats(RtpCodec.Vp8);
        Assert.Equal((-3, 0.25, TimeSpan.FromMilliseconds(10)), (stats.RemotePacketsLost, stats.RemoteFractionLost, stats.RemoteJitter));
        Assert.Equal(("1", MediaKind.Video, Source.Value, RtpCodec.Vp8), (stats.Mid, stats.Kind, stats.Ssrc, stats.Codec));
    }

    [Fact]
    public void KeyFrameRequests_AreMerged()
    {
        _stream.HandlePictureLossIndication(At(0));
        _stream.HandlePictureLossIndication(At(1));
        Assert.True(_stream.TryTakeKeyFrameRequest(At(1)));
        Assert.False(_stream.TryTakeKeyFrameRequest(At(1)));
        _stream.HandlePictureLossIndication(At(50)); // too soon: passed on later
        Assert.False(_stream.TryTakeKeyFrameRequest(At(50)));
        Assert.Equal(At(101), _stream.KeyFrameRequestAt);
        Assert.True(_stream.TryTakeKeyFrameRequest(At(101)));
        _stream.HandlePictureLossIndication(At(150));
        _stream.HandleFrame(isKeyFrame: true); // comes anyway
        Assert.Null(_stream.KeyFrameRequestAt);
        Assert.Equal(4, _stream.GetStats(null).PliCount);
    }

    [Fact]
    public void FullIntraRequests_WithTheSameNumberAreOne()
    {
        foreach (byte number in (byte[])[7, 7, 8, 8, 7]) _stream.HandleFullIntraRequest(At(0), number);
        Assert.Equal(3, _stream.GetStats(null).FirCount);
        Assert.True(_stream.TryTakeKeyFrameRequest(At(0)));
    }

    [Fact]
    public void Sending_AllocatesNothingAfterWarmUp()
    {
        var payload = new byte[1200];
        Run(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(3000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int from)
        {
            Span<byte> pair = stackalloc byte[16];
            for (var i = from; i < from + 3000; i++)
            {
                var length = _stream.WritePacket(At(i), new OutgoingPacket(Video, new RtpTimestamp((uint)i)), payload, _buffer);
                _stream.Commit(At(i), _buffer.AsSpan(0, length), payload.Length);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(pair[12..], (_stream.NextSequenceNumber + -20).Value);
                var packet = new RtcpPacketReader(RtcpPacketType.TransportFeedback, FeedbackFormat.GenericNack, pair[4..]);
                GenericNack.TryRead(packet, out var nack);
                _stream.HandleNack(At(i), nack);
                _stream.TryTakeRepair(_buffer, out _);
            }
        }
    }

    private static ReportBlock Block(uint lastReport, uint delay) => new(Source, 0, 0, 0, 0, lastReport, delay);

    private byte[] Send(SendStream stream, Instant now, ushort? number = null, uint timestamp = 0)
    {
        SequenceNumber? chosen = number is { } n ? new SequenceNumber(n) : null;
        var packet = new OutgoingPacket(Video, new RtpTimestamp(timestamp)) { SequenceNumber = chosen };
        var length = stream.WritePacket(now, packet, new byte[10], _buffer);
        stream.Commit(now, _buffer.AsSpan(0, length), 10);
        return _buffer[..length];
    }

    private void SetRoundTrip(TimeSpan roundTrip)
    {
        _stream.BuildSenderReport(At(0), new NtpTime(1UL << 32));
        _stream.HandleReportBlock(new Instant(roundTrip), Block(1 << 16, 0));
    }

    private void Nack(Instant now, params byte[][] packets)
    {
        var numbers = Array.ConvertAll(packets, packet => Read(packet).SequenceNumber);
        var bytes = RtcpBytes.Write((ref writer) => GenericNack.TryWrite(ref writer, Peer, Source, numbers, out _));
        Assert.True(GenericNack.TryRead(RtcpBytes.Single(bytes), out var nack));
        _stream.HandleNack(now, nack);
    }

    private byte[]? Repair() => _stream.TryTakeRepair(_buffer, out var length) ? _buffer[..length] : null;
}
