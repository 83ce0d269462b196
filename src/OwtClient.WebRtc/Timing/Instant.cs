namespace OwtClient.WebRtc.Timing;

/// <summary>A point on the monotonic time line of one peer connection, handed into pure code by whoever owns the clock.</summary>
/// <param name="SinceStart">Time since an arbitrary origin. Only differences mean something.</param>
internal readonly record struct Instant(TimeSpan SinceStart) : IComparable<Instant>
{
    public int CompareTo(Instant other) => SinceStart.CompareTo(other.SinceStart);

    public static Instant operator +(Instant at, TimeSpan by) => new(at.SinceStart + by);

    public static Instant operator -(Instant at, TimeSpan by) => new(at.SinceStart - by);

    public static TimeSpan operator -(Instant later, Instant earlier) => later.SinceStart - earlier.SinceStart;

    public static bool operator <(Instant left, Instant right) => left.SinceStart < right.SinceStart;

    public static bool operator >(Instant left, Instant right) => left.SinceStart > right.SinceStart;

    public static bool operator <=(Instant left, Instant right) => left.SinceStart <= right.SinceStart;

    public static bool operator >=(Instant left, Instant right) => left.SinceStart >= right.SinceStart;

    /// <summary>The earlier of two optional deadlines; null means nothing to wait for.</summary>
    public static Instant? Earliest(Instant? left, Instant? right) =>
        left is { } a && right is { } b ? (a < b ? a : b) : left ?? right;
}
