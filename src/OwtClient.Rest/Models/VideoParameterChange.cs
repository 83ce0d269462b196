namespace OwtClient.Rest.Models;

/// <summary>New video parameters of a running server-side subscription. What is null stays (PROTOCOL §8.8).</summary>
public sealed record VideoParameterChange
{
    private static readonly int[] Framerates = [6, 12, 15, 24, 30, 48, 60];
    private static readonly double[] Multipliers = [0.8, 0.6, 0.4, 0.2];
    private static readonly int[] Intervals = [1, 2, 5, 30, 100];

    /// <summary>Picture size, or null.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second: 6, 12, 15, 24, 30, 48 or 60; or null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another value: the server would refuse it without saying why.</exception>
    public int? Framerate
    {
        get;
        init => field = OneOf(value, Framerates);
    }

    /// <summary>Share of the source's bitrate: 0.8, 0.6, 0.4 or 0.2; or null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another value: the server would refuse it without saying why.</exception>
    public double? BitrateMultiplier
    {
        get;
        init => field = OneOf(value, Multipliers);
    }

    /// <summary>Seconds between key frames: 1, 2, 5, 30 or 100; or null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another value: the server would refuse it without saying why.</exception>
    public int? KeyFrameInterval
    {
        get;
        init => field = OneOf(value, Intervals);
    }

    private static T? OneOf<T>(T? value, T[] allowed)
        where T : struct =>
        value is null || Array.IndexOf(allowed, value.Value) >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The server takes {string.Join(", ", allowed)}.");
}
