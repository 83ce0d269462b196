namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>What happens to a datagram on its way.</summary>
internal sealed record VirtualLink
{
    /// <summary>One way.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Added to the delay, evenly distributed from 0 to this; more than the distance of two datagrams reorders them.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Probability of being lost.</summary>
    public double Loss { get; init; }

    /// <summary>Probability of arriving twice.</summary>
    public double Duplication { get; init; }

    /// <summary>Probability of being held back by <see cref="ReorderDelay"/>.</summary>
    public double Reorder { get; init; }

    public TimeSpan ReorderDelay { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Longer UDP payloads are lost.</summary>
    public int MaxBytes { get; init; } = 1472;
}
