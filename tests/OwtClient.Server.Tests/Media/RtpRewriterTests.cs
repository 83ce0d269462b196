using OwtClient.Server.Media;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Tests.Media;

public class RtpRewriterTests
{
    private const int ClockRate = 90000;

    /// <summary>Starts that put the wrap of either side before, at and after the packets of the test.</summary>
    public static TheoryData<ushort, ushort> Starts()
    {
        var rows = new TheoryData<ushort, ushort>();
        foreach (ushort source in (ushort[])[0, 1, 0x7ffe, 0x8000, 0xfffc, 0xffff])
        {
            foreach (ushort target in (ushort[])[0, 0x7fff, 0xfffd, 0xffff]) rows.Add(source, target);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void WithinARun_DistancesStay(ushort source, ushort target)
    {
        var rewriter = Create(target);

        Assert.Equal(target, Place(rewriter, source, 1000));
        Assert.Equal((ushort)(target + 1), Place(rewriter, (ushort)(source + 1), 1000));
        Assert.Equal((ushort)(target + 4), Place(rewriter, (ushort)(source + 4), 4000)); // two are missing here as well
        Assert.Equal((ushort)(target + 2), Place(rewriter, (ushort)(source + 2), 1000)); // one comes late and takes its own place
        Assert.Equal((ushort)(target + 5), Place(rewriter, (ushort)(source + 5), 4000));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void AfterASwitch_NumbersGoOnWithoutAGap(ushort source, ushort target)
    {
        var rewriter = Create(target);
        Place(rewriter, source, 1000);
        Place(rewriter, (ushort)(source + 2), 1000);

        rewriter.StartRun();

        Assert.Equal((ushort)(target + 3), Place(rewriter, 40000, 77));
        Assert.Equal((ushort)(target + 4), Place(rewriter, 40001, 77));
        Assert.Null(Place(rewriter, 39999, 77)); // from before the run: there is no place for it
        Assert.Equal((ushort)(target + 5), Place(rewriter, 40002, 77));
    }

    [Fact]
    public void Timestamps_KeepTheirDistancesWithinARun_AndFollowTheClockBetweenRuns()
    {
        var rewriter = new RtpRewriter(new SequenceNumber(1), new RtpTimestamp(uint.MaxValue - 10));
        Assert.Equal(uint.MaxValue - 10, PlaceAt(rewriter, 1, 5000, TimeSpan.Zero));
        Assert.Equal(2989u, PlaceAt(rewriter, 2, 8000, TimeSpan.FromMilliseconds(40))); // 3000 on, over the wrap

        rewriter.StartRun();

        Assert.Equal(2989u + 90000, PlaceAt(rewriter, 900, 123, TimeSpan.FromMilliseconds(1040)));
        Assert.Equal(2989u + 93000, PlaceAt(rewriter, 901, 3123, TimeSpan.FromMilliseconds(1050)));
    }

    [Fact]
    public void LongRun_NeverLosesItsPlace()
    {
        var rewriter = Create(7);
        for (var i = 0; i < 200_000; i++) Assert.Equal((ushort)(7 + i), Place(rewriter, (ushort)(65000 + i), (uint)i));
    }

    private static RtpRewriter Create(ushort first) => new(new SequenceNumber(first), new RtpTimestamp(0));

    private static ushort? Place(RtpRewriter rewriter, ushort sequence, uint timestamp) =>
        rewriter.TryPlace(new SequenceNumber(sequence), new RtpTimestamp(timestamp), TimeSpan.Zero, ClockRate, out var place)
            ? place.Sequence.Value
            : null;

    private static uint PlaceAt(RtpRewriter rewriter, ushort sequence, uint timestamp, TimeSpan now)
    {
        Assert.True(rewriter.TryPlace(new SequenceNumber(sequence), new RtpTimestamp(timestamp), now, ClockRate, out var place));
        return place.Timestamp.Value;
    }
}
