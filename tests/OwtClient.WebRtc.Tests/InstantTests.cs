using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests;

public class InstantTests
{
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(null, 2, 2)]
    [InlineData(1, null, 1)]
    [InlineData(null, null, null)]
    public void Earliest_TakesTheSmallerAndIgnoresNull(int? left, int? right, int? expected)
    {
        Assert.Equal(At(expected), Instant.Earliest(At(left), At(right)));

        static Instant? At(int? seconds) => seconds is { } s ? new Instant(TimeSpan.FromSeconds(s)) : null;
    }
}
