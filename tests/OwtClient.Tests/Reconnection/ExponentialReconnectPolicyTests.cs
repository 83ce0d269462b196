using OwtClient.Reconnection;

namespace OwtClient.Tests.Reconnection;

public class ExponentialReconnectPolicyTests
{
    [Fact]
    public void Waits_DoubleToTheirLimit_TheFirstIsNone()
    {
        var policy = new ExponentialReconnectPolicy { Jitter = 0 };
        double[] expected = [0, 0.5, 1, 2, 4, 8, 8, 8];
        Assert.Equal(expected, Enumerable.Range(0, 8).Select(i => policy.NextDelay(Context(i, 0))!.Value.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(8), policy.NextDelay(Context(int.MaxValue, 0)));
    }

    [Theory]
    [InlineData(0, 0.375)]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 0.625)]
    public void Jitter_IsAQuarterEitherWay(double random, double seconds)
    {
        var policy = new ExponentialReconnectPolicy { NextRandom = () => random };
        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.NextDelay(Context(1, 0)));
    }

    [Theory]
    [InlineData(52, false, true)]
    [InlineData(52.1, false, false)]
    [InlineData(592, true, true)]
    [InlineData(592.1, true, false)]
    public void GivesUp_WhenTheNextAttemptWouldBeginTooLate(double elapsed, bool canRejoin, bool goesOn)
    {
        var policy = new ExponentialReconnectPolicy { Jitter = 0 };
        Assert.Equal(goesOn, policy.NextDelay(Context(9, elapsed, canRejoin)) is not null);
    }

    [Fact]
    public void None_NeverTries() => Assert.Null(ReconnectPolicy.None.NextDelay(Context(0, 0)));

    private static ReconnectContext Context(int attempts, double elapsed, bool canRejoin = false) =>
        new(attempts, TimeSpan.FromSeconds(elapsed), null, canRejoin);
}
