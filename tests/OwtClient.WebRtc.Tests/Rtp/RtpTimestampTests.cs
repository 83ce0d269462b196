using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtp;

public class RtpTimestampTests
{
    [Theory]
    [InlineData(0, 90000, 0)]
    [InlineData(10_000_000, 90000, 90000)] // one second
    [InlineData(333_333, 90000, 3000)] // 33.3333 ms are 2999.997 units
    [InlineData(333_334, 90000, 3000)]
    [InlineData(55, 90000, 0)] // 0.495 units
    [InlineData(56, 90000, 1)] // 0.504 units
    [InlineData(200_000, 48000, 960)] // 20 ms
    [InlineData(-10_000_000, 8000, -8000)]
    [InlineData(-55, 90000, 0)]
    [InlineData(315_360_000_000_000, 90000, 2_838_240_000_000)] // a year
    public void Units_RoundsToTheNearest(long ticks, int clockRate, long expected) =>
        Assert.Equal(expected, RtpTimestamp.Units(new TimeSpan(ticks), clockRate));

    [Theory]
    [InlineData(90000, 90000, 10_000_000)]
    [InlineData(1, 90000, 111)]
    [InlineData(3003, 90000, 333_667)]
    [InlineData(-960, 48000, -200_000)]
    public void Duration_RoundsToTheNearestTick(long units, int clockRate, long expectedTicks) =>
        Assert.Equal(expectedTicks, RtpTimestamp.Duration(units, clockRate).Ticks);

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(0x7fff_ffffu)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xffff_f000u)]
    [InlineData(0xffff_ffffu)]
    public void Unwrap_FollowsWrapsAndStepsBack(uint start)
    {
        var unwrapper = default(TimestampUnwrapper);
        var first = unwrapper.Unwrap(new RtpTimestamp(start));
        long ahead = 0;
        for (var i = 0; i < 12; i++)
        {
            ahead += 0x3000_0000;
            Assert.Equal(first + ahead, unwrapper.Unwrap(new RtpTimestamp(start) + ahead));
            Assert.Equal(first + ahead - 3000, unwrapper.Unwrap(new RtpTimestamp(start) + (ahead - 3000)));
        }
    }

    [Fact]
    public void Difference_IsSignedAcrossTheWrap()
    {
        Assert.Equal(6000, new RtpTimestamp(3000) - new RtpTimestamp(uint.MaxValue - 2999));
        Assert.Equal(-6000, new RtpTimestamp(uint.MaxValue - 2999) - new RtpTimestamp(3000));
    }
}
