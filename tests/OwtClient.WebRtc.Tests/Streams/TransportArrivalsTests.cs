using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Rtcp;
using OwtClient.WebRtc.Tests.Rtp;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class TransportArrivalsTests
{
    private readonly TransportArrivals _arrivals = new();

    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void EveryPacket_IsToldOfOnce_MissingOnesToo(ushort start)
    {
        Assert.Null(_arrivals.Deadline);
        foreach (var by in (int[])[0, 1, 3, 4]) Add(At(by * 10), start + by);
        Assert.Equal(At(100), _arrivals.Deadline);
        Assert.Empty(Take(At(99)));
        long?[] expected = [0, 40, null, 120, 160];
        Assert.Equal(expected.Select((arrival, by) => ((ushort)(start + by), arrival)), Take(At(100)));
        Assert.Null(_arrivals.Deadline);
        Add(At(200), start + 5);
        Assert.Equal(At(300), _arrivals.Deadline);
        Assert.Equal([((ushort)(start + 5), 800L)], Take(At(300)));
    }

    [Fact]
    public void ALatePacket_IsToldOfAfterAll()
    {
        foreach (var number in (int[])[10, 12]) Add(At(0), number);
        Take(At(100));
        Add(At(150), 11);
        Add(At(151), 11);
        Add(At(152), 10);
        Assert.Equal([((ushort)11, 600L), ((ushort)12, 0L)], Take(At(250)));
    }

    [Fact]
    public void ALongGap_IsLeftOut()
    {
        Add(At(0), 10);
        Take(At(100));
        Add(At(100), 1500);
        Assert.Equal([((ushort)1500, 400L)], Take(At(200)));
        Assert.Null(_arrivals.Deadline);
    }

    [Fact]
    public void AGapBeyondTheWindow_ForgetsWhatIsBefore()
    {
        for (var number = 0; number < 100; number++) Add(At(0), number);
        Add(At(1), 5000);
        Add(At(2), 2000); // older than the window
        Assert.Equal([((ushort)5000, 4L)], Take(At(200)));
    }

    [Fact]
    public void Telling_AllocatesNothing()
    {
        var buffer = new byte[1200];
        for (var i = 0; i < 3000; i++) Step(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 3000; i < 9000; i++) Step(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step(int i)
        {
            if (i % 7 != 0) _arrivals.Add(At(i), new SequenceNumber((ushort)i), Source);
            var writer = new OwtClient.WebRtc.Rtcp.RtcpWriter(buffer);
            while (_arrivals.TryWrite(At(i), Source, ref writer)) continue;
        }
    }

    private void Add(Instant now, int number) => _arrivals.Add(now, new SequenceNumber((ushort)number), Source);

    private List<(ushort Number, long? Arrival)> Take(Instant now)
    {
        var told = new List<(ushort, long?)>();
        while (true)
        {
            var bytes = RtcpBytes.Write((ref writer) => _arrivals.TryWrite(now, Source, ref writer));
            if (bytes.Length == 0) return told;
            told.AddRange(TransportFeedbackDecoder.Decode(bytes, out _));
        }
    }
}
