using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Ice;

public class CheckPacerTests
{
    [Fact]
    public void ABurstAtOnce_ThenOnePerInterval_AndAPauseEarnsABurstAgain()
    {
        var pacer = new CheckPacer(TimeSpan.FromMilliseconds(20), 3);
        Assert.Equal([0, 0, 0, 20, 40, 60], Take(pacer, from: 0, count: 6));
        Assert.Equal([1000, 1000, 1000, 1020], Take(pacer, from: 1000, count: 4));
    }

    private static List<double> Take(CheckPacer pacer, int from, int count)
    {
        var times = new List<double>();
        for (var now = new Instant(TimeSpan.FromMilliseconds(from)); times.Count < count;)
        {
            if (pacer.TryTake(now)) times.Add(now.SinceStart.TotalMilliseconds);
            else now = pacer.NextAt!.Value;
        }

        return times;
    }
}
