using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtp;

public class SequenceNumberTests
{
    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void ANumberIsNewerThanTheHalfCircleBehindIt(ushort start)
    {
        var number = new SequenceNumber(start);
        foreach (var by in (int[])[1, 2, 16, 1000, 32767])
        {
            Assert.True((number + by).IsNewerThan(number));
            Assert.False(number.IsNewerThan(number + by));
            Assert.Equal(by, number + by - number);
            Assert.Equal(-by, number - (number + by));
        }

        Assert.False(number.IsNewerThan(number));
        Assert.False((number + 32768).IsNewerThan(number));
        Assert.False(number.IsNewerThan(number + 32768));
    }

    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void Unwrap_FollowsThreeCyclesWithReordering(ushort start)
    {
        var unwrapper = default(SequenceUnwrapper);
        var first = unwrapper.Unwrap(new SequenceNumber(start));
        Assert.Equal(SequenceUnwrapper.FirstCycle + start, first);
        for (var i = 2; i < 3 * 65536; i += 2)
        {
            // Each pair comes in the wrong order.
            Assert.Equal(first + i, unwrapper.Unwrap(new SequenceNumber((ushort)(start + i))));
            Assert.Equal(first + i - 1, unwrapper.Unwrap(new SequenceNumber((ushort)(start + i - 1))));
            Assert.Equal(first + i, unwrapper.Newest);
        }
    }

    [Fact]
    public void Unwrap_PacketsFromBeforeTheFirst_StayPositiveAndKeepTheirWireValue()
    {
        var unwrapper = default(SequenceUnwrapper);
        var first = unwrapper.Unwrap(new SequenceNumber(0));
        var before = unwrapper.Unwrap(new SequenceNumber(65535));
        Assert.Equal(first - 1, before);
        Assert.True(before > 0);
        Assert.Equal(new SequenceNumber(65535), SequenceUnwrapper.Wrap(before));
    }
}
