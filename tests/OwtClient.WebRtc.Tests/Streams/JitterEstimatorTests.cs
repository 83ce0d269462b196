using OwtClient.WebRtc.Streams;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class JitterEstimatorTests
{
    [Fact]
    public void PacketsOnTime_HaveNoJitter()
    {
        var jitter = default(JitterEstimator);
        for (var i = 0; i < 100; i++) jitter.Update(At(i * 20), 1000 + (i * 160), 8000);
        Assert.Equal(0u, jitter.Value);
    }

    /// <summary>RFC 3550 §A.8 by hand: J += |D| - ((J + 8) >> 4), reported as J >> 4.</summary>
    [Fact]
    public void PacketsLate_ByTheRecurrenceOfTheRfc()
    {
        var jitter = default(JitterEstimator);
        long expected = 0;
        long lastTransit = 0;
        for (var i = 0; i < 50; i++)
        {
            var lateMilliseconds = i * 7 % 5;
            jitter.Update(At((i * 20) + lateMilliseconds), i * 160, 8000);
            long transit = lateMilliseconds * 8;
            if (i > 0) expected += Math.Abs(transit - lastTransit) - ((expected + 8) >> 4);
            lastTransit = transit;
            Assert.Equal((uint)(expected >> 4), jitter.Value);
        }

        Assert.InRange(jitter.Value, 1u, 32u);
    }

    [Fact]
    public void ATimestampJump_Fades()
    {
        var jitter = default(JitterEstimator);
        jitter.Update(At(0), 0, 90000);
        jitter.Update(At(10), 1L << 40, 90000);
        for (var i = 0; i < 500; i++) jitter.Update(At(20 + (i * 10)), (1L << 40) + ((i + 1) * 900), 90000);
        Assert.InRange(jitter.Value, 0u, 1u);
    }
}
