using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Streams;

namespace OwtClient.WebRtc.Tests.Streams;

public class ReceptionCountersTests
{
    [Fact]
    public void FractionLost_IsOfTheIntervalAndCumulativeLossOfTheWhole()
    {
        var counters = default(ReceptionCounters);
        Assert.Equal(0, counters.TakeFractionLost());
        foreach (var sequence in (long[])[10, 11, 13]) counters.Count(sequence);
        Assert.Equal((4, 1), (counters.Expected, counters.Lost));
        Assert.Equal(256 / 4, counters.TakeFractionLost());
        foreach (var sequence in (long[])[14, 15]) counters.Count(sequence);
        Assert.Equal(0, counters.TakeFractionLost());
        Assert.Equal(1, counters.CumulativeLost);
        counters.Count(12); // a late repair: more came than were expected in this interval
        Assert.Equal(0, counters.TakeFractionLost());
        Assert.Equal(0, counters.CumulativeLost);
    }

    [Fact]
    public void FractionLost_OfAlmostEverything_IsTheLargestByte()
    {
        var counters = default(ReceptionCounters);
        counters.Count(1);
        counters.TakeFractionLost();
        counters.Count(100_000_000);
        Assert.Equal(255, counters.TakeFractionLost());
        Assert.Equal(ReportBlock.MaxLost, counters.CumulativeLost);
    }
}
