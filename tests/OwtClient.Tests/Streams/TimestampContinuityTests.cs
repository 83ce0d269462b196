using OwtClient.Streams;

namespace OwtClient.Tests.Streams;

public class TimestampContinuityTests
{
    private readonly TimestampContinuity _continuity = new();

    [Fact]
    public void OneReceiver_KeepsItsTimestamps()
    {
        Assert.Equal(0, Place(0, 100));
        Assert.Equal(40, Place(40, 300)); // late, but where it belongs
        Assert.Equal(80, Place(80, 301));
    }

    [Fact]
    public void NextReceiver_BeginsAsLongBehindAsItsFirstFrameCame()
    {
        Place(0, 100);
        Place(40, 140);
        _continuity.TakeOver();
        Assert.Equal(40 + 3000, Place(0, 3140));
        Assert.Equal(80 + 3000, Place(40, 3180));
        _continuity.TakeOver();
        Assert.Equal(80 + 3000 + 500, Place(7, 3680));
        Assert.Equal(80 + 3000 + 540, Place(47, 3720));
    }

    private double Place(double timestamp, double arrival) =>
        _continuity.Place(TimeSpan.FromMilliseconds(timestamp), TimeSpan.FromMilliseconds(arrival)).TotalMilliseconds;
}
