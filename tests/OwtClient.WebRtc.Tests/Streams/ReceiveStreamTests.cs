using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Rtp;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class ReceiveStreamTests
{
    private readonly RecordingSink _sink = new();
    private ReceiveStream _stream = Make();

    private static ReceiveStream Make(bool nack = true) => new(VideoOptions(nack), new PacketPool(100));

    private ReceiveStream WithSink(bool nack = true)
    {
        _stream = Make(nack);
        _stream.OrderedSink = _sink;
        return _stream;
    }

    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void ReorderedPackets_ComeOutInOrder(ushort start)
    {
        WithSink();
        foreach (var by in (int[])[0, 2, 1, 5, 4, 3, 6]) Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(by), start + by));
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 7).Select(by => $"{(ushort)(start + by)}")), _sink.Text);
        Assert.Empty(_stream.TakeNacks(At(6)));
        Assert.Equal((7, 0, 0), Counts());
    }

    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void ALostPacket_IsAskedForAndTheRestWaitsForIt(ushort start)
    {
        WithSink();
        _stream.Receive(At(0), start);
        for (var by = 2; by < 10; by++) _stream.Receive(At(by), start + by);
        Assert.Equal($"{start}", _sink.Text);
        Assert.Equal([(ushort)(start + 1)], _stream.TakeNacks(At(9)));
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(60), start + 1));
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 10).Select(by => $"{(ushort)(start + by)}")), _sink.Text);
        Assert.Equal((10, 0, 0), Counts());
        Assert.Equal(1, _stream.GetStats(null).NackCount);
    }

    [Fact]
    public void APacketThatNeverComes_IsAGapAfterTheWait_AndAKeyFrameIsAskedFor()
    {
        WithSink();
        _stream.Receive(At(0), 10);
        _stream.HandleFrame(isKeyFrame: true);
        _stream.Receive(At(0), 12);
        _stream.Receive(At(1), 14);
        _stream.HandleTimeout(At(499));
        Assert.Equal("10", _sink.Text);
        _stream.HandleTimeout(At(500)); // missed at 0 and waited for 500 ms
        Assert.Equal("10 11..11 12", _sink.Text);
        Assert.True(_stream.TryTakeKeyFrameRequest(At(500)));
        Assert.False(_stream.TryTakeKeyFrameRequest(At(500)));
        _stream.HandleTimeout(At(501));
        Assert.Equal("10 11..11 12 13..13 14", _sink.Text);
        Assert.Equal(ReceiveStatus.Late, _stream.Receive(At(502), 11));
        Assert.Equal((4, 1, 1), Counts()); // received too late is received, and discarded
        Assert.Equal(1, _stream.GetStats(null).PliCount);
    }

    [Fact]
    public void TheWait_GrowsWithTheRoundTripTime()
    {
        foreach (var (roundTrip, wait) in ((int, int)[])[(1, 500), (100, 500), (200, 1000), (1000, 1500)])
        {
            WithSink().SetRoundTripTime(TimeSpan.FromMilliseconds(roundTrip));
            _stream.Receive(At(0), 10);
            _stream.Receive(At(0), 12);
            while (_stream.TakeNacks(At(100_000)).Length > 0) continue; // so that giving up is all that is left
            _stream.HandleFrame(isKeyFrame: true);
            Assert.Equal(At(wait), _stream.Deadline);
        }
    }

    [Fact]
    public void WithoutNack_ReorderingIsWaitedForShortly()
    {
        WithSink(nack: false);
        _stream.Receive(At(0), 10);
        _stream.Receive(At(5), 12);
        Assert.Empty(_stream.TakeNacks(At(50)));
        _stream.HandleTimeout(At(54));
        Assert.Equal("10", _sink.Text);
        _stream.HandleTimeout(At(55));
        Assert.Equal("10 11..11 12", _sink.Text);
    }

    [Fact]
    public void WithoutASink_NothingWaitsButMissingPacketsAreAskedFor()
    {
        _stream.ArrivalSink = _sink;
        foreach (var sequence in (int[])[10, 12, 13, 14, 11, 11]) _stream.Receive(At(0), sequence);
        Assert.Equal("10 12 13 14 11", _sink.Text);
        _stream.Receive(At(1), 16);
        Assert.Equal([15], _stream.TakeNacks(At(11)));
        _stream.HandleTimeout(At(501));
        Assert.Null(_stream.Deadline);
        Assert.False(_stream.TryTakeKeyFrameRequest(At(501)));
    }

    [Fact]
    public void Duplicates_AreCountedAndNotHandedOn()
    {
        WithSink().ArrivalSink = _sink;
        foreach (var sequence in (int[])[1, 1, 3, 3, 2, 2, 1]) _stream.Receive(At(0), sequence);
        Assert.Equal("1 1 3 2 2 3", _sink.Text); // arrival, then order
        Assert.Equal((3, 0, 4), Counts());
    }

    [Fact]
    public void PacketsFromBeforeTheFirst_AreLate()
    {
        WithSink();
        _stream.Receive(At(0), 5);
        Assert.Equal(ReceiveStatus.Late, _stream.Receive(At(0), 4));
        Assert.Equal((1, 0, 1), Counts());
    }

    [Fact]
    public void AGapLargerThanTheMemory_GivesUpItsOldestPart()
    {
        WithSink();
        _stream.Receive(At(0), 0);
        _stream.Receive(At(0), 1000); // 999 missing, 512 remembered
        Assert.Equal("0 1..487", _sink.Text);
        Assert.Equal(512, _stream.TakeNacks(At(10)).Length);
        for (var sequence = 488; sequence < 1000; sequence++) _stream.Receive(At(20), sequence);
        Assert.EndsWith("998 999 1000", _sink.Text, StringComparison.Ordinal);
        Assert.Equal(487, _stream.GetStats(null).PacketsLost);
    }

    [Fact]
    public void MoreWaitingThanTheBuffer_GivesUpTheOldestGap()
    {
        WithSink();
        _stream.Receive(At(0), 0);
        for (var sequence = 2; sequence <= 1024; sequence++) _stream.Receive(At(0), sequence);
        Assert.Equal("0", _sink.Text);
        _stream.Receive(At(0), 1025); // 1 is 1024 behind
        Assert.StartsWith("0 1..1 2 3", _sink.Text, StringComparison.Ordinal);
        Assert.EndsWith("1023 1024 1025", _sink.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AStray_IsDropped_TwoInARowAreARestart()
    {
        WithSink();
        _stream.Receive(At(0), 10);
        Assert.Equal(ReceiveStatus.Astray, _stream.Receive(At(1), 20_000));
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(2), 11));
        Assert.Equal(ReceiveStatus.Astray, _stream.Receive(At(3), 30_000));
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(4), 30_001));
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(5), 30_002));
        Assert.Equal("10 11 ! 30001 30002", _sink.Text);
        Assert.Equal((4, 0, 2), Counts());
    }

    [Fact]
    public void AnotherSource_BeginsAnew_AndTheOldOneIsShutOutForAWhile()
    {
        WithSink().ArrivalSink = _sink;
        var other = new Ssrc(7);
        _stream.Receive(At(0), 10);
        _stream.Receive(At(0), 12);
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(1), 5000, source: other));
        Assert.Equal(ReceiveStatus.Late, _stream.Receive(At(2), 11));
        Assert.Equal("10 10 12 ! ! 5000 5000", _sink.Text);
        Assert.Equal(other, _stream.Ssrc);
        Assert.Equal((3, 1, 1), Counts());
        Assert.Equal(ReceiveStatus.Accepted, _stream.Receive(At(2001), 13));
        Assert.Equal(Source, _stream.Ssrc);
    }

    [Fact]
    public void Goodbye_HandsOnWhatWaits_AndALaterPacketRevives()
    {
        WithSink();
        _stream.Receive(At(0), 10);
        _stream.Receive(At(0), 12);
        _stream.HandleGoodbye(At(1));
        Assert.True(_stream.HasEnded);
        Assert.Equal("10 11..11 12", _sink.Text);
        Assert.Null(_stream.Deadline);
        _stream.Receive(At(2), 13);
        Assert.False(_stream.HasEnded);
    }

    [Fact]
    public void KeyFrames_AreAskedForUntilOneComes()
    {
        WithSink();
        _stream.Receive(At(0), 10);
        var asked = new List<double>();
        for (var now = At(0); now <= At(2000); now += TimeSpan.FromMilliseconds(10))
        {
            if (_stream.TryTakeKeyFrameRequest(now)) asked.Add(now.SinceStart.TotalMilliseconds);
        }

        Assert.Equal([300, 800, 1300, 1800], asked);
        _stream.HandleFrame(isKeyFrame: false);
        Assert.NotNull(_stream.FeedbackDeadline);
        _stream.HandleFrame(isKeyFrame: true);
        Assert.Null(_stream.FeedbackDeadline);
        _stream.RequestKeyFrame(At(2000)); // the last request was 200 ms ago
        Assert.Equal(At(2050), _stream.FeedbackDeadline);
    }

    [Fact]
    public void AReportBlock_SaysWhatTheRfcSays()
    {
        WithSink();
        Assert.False(_stream.BuildReportBlock(At(0), out _));
        foreach (var sequence in (int[])[65534, 65535, 1, 2]) _stream.Receive(At(1000), sequence);
        var report = new SenderReport(Source, new NtpTime(0x1111_2222_3333_4444), default, 0, 0);
        _stream.HandleSenderReport(At(2000), report);
        Assert.True(_stream.BuildReportBlock(At(3500), out var block));
        Assert.Equal(new ReportBlock(Source, 256 / 5, 1, 0x10002, 0, 0x2222_3333, 0x18000), block);
        Assert.True(_stream.BuildReportBlock(At(3500), out block));
        Assert.Equal(0, block.FractionLost);
    }

    [Fact]
    public void Jitter_IsOfPacketsInOrderOnly()
    {
        WithSink();
        for (var i = 0; i < 100; i++)
        {
            if (i != 50) _stream.Receive(At(i * 10), i, (uint)(i * 900));
        }

        _stream.Receive(At(2000), 50, 50 * 900);
        Assert.Equal(TimeSpan.Zero, _stream.GetStats(null).Jitter);
    }

    [Fact]
    public void ASinkAttachedLate_GetsWhatComesNext()
    {
        _stream.Receive(At(0), 1);
        _stream.Receive(At(0), 3);
        _stream.OrderedSink = _sink;
        _stream.Receive(At(1), 5);
        _stream.Receive(At(1), 4);
        _stream.Receive(At(1), 6);
        Assert.Equal("5 6", _sink.Text);
    }

    [Fact]
    public void InOrderPackets_AllocateNothing()
    {
        var packets = Enumerable.Range(0, 65536).Select(i => Packet(i, (uint)(i * 100))).ToArray();
        WithSink();
        _stream.OrderedSink = new CountingSink();
        Run(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int cycle)
        {
            for (var i = 0; i < packets.Length; i++)
            {
                RtpPacketReader.Parse(packets[i], out var packet);
                _stream.HandlePacket(At((cycle * 65536) + i), packet);
            }
        }
    }

    [Fact]
    public void LostAndReorderedPackets_AllocateNothingAfterWarmUp()
    {
        var packets = Enumerable.Range(0, 65536).Select(i => Packet(i, (uint)(i * 100))).ToArray();
        WithSink();
        _stream.OrderedSink = new CountingSink();
        var missing = new SequenceNumber[100];
        Run(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int cycle)
        {
            for (var i = 0; i < packets.Length; i++)
            {
                var now = At((cycle * 65536) + i);
                var sent = i % 10 != 3 ? i : i % 20 == 3 && i >= 100 ? i - 40 : -1; // every tenth is lost, half of these come late
                if (sent >= 0)
                {
                    RtpPacketReader.Parse(packets[sent], out var packet);
                    _stream.HandlePacket(now, packet);
                }

                _stream.TakeNacks(now, missing);
                _stream.TryTakeKeyFrameRequest(now);
                _stream.HandleTimeout(now);
            }
        }
    }

    private (long Received, long Lost, long Discarded) Counts()
    {
        var stats = _stream.GetStats(null);
        return (stats.PacketsReceived, stats.PacketsLost, stats.PacketsDiscarded);
    }

    private sealed class CountingSink : IOrderedPacketSink
    {
        public long Packets { get; private set; }

        public void HandlePacket(in OrderedPacket packet) => Packets++;

        public void HandleGap(long first, int count)
        {
        }

        public void HandleRestart()
        {
        }
    }
}
