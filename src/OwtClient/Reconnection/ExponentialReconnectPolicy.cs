namespace OwtClient.Reconnection;

/// <summary>Tries at once, then after waits that double, each made longer or shorter by chance, until a limit of time. The default.</summary>
/// <remarks>
/// Chance keeps the clients of a server that restarts from coming back all at the same moment. Immutable and thread-safe.
/// </remarks>
public sealed record ExponentialReconnectPolicy : IReconnectPolicy
{
    /// <summary>Wait before the second attempt. The default value is 500 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait. The default value is 8 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Each wait is the plain one times 1 minus to 1 plus this. The default value is 0.25; 0 for none.</summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>
    /// No attempt begins later than this after the loss. The default value is 60 s: so long does an OWT server keep a participant's place
    /// (PROTOCOL §3.7).
    /// </summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for a client that can join anew. The default value is 10 minutes.</summary>
    public TimeSpan RejoinLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gives numbers from 0 to below 1.</summary>
    internal Func<double> NextRandom { get; init; } = Random.Shared.NextDouble;

    /// <inheritdoc/>
    public TimeSpan? NextDelay(ReconnectContext context)
    {
        if (context.Attempts == 0) return TimeSpan.Zero;
        var doublings = Math.Min(context.Attempts - 1, 30); // far beyond any MaxDelay, and no overflow
        var plain = TimeSpan.FromMilliseconds(Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, doublings), MaxDelay.TotalMilliseconds));
        var delay = plain * (1 + (Jitter * ((2 * NextRandom()) - 1)));
        return context.Elapsed + delay <= (context.CanRejoin ? RejoinLimit : Limit) ? delay : null;
    }
}
