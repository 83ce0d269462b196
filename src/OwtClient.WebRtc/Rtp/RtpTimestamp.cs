using System.Globalization;

namespace OwtClient.WebRtc.Rtp;

/// <summary>Sampling instant of a packet in units of the codec's clock; wraps at 2^32 (RFC 3550 §5.1).</summary>
internal readonly record struct RtpTimestamp(uint Value)
{
    /// <summary>Distance in clock units; positive when <paramref name="left"/> is the later one.</summary>
    public static int operator -(RtpTimestamp left, RtpTimestamp right) => (int)(left.Value - right.Value);

    public static RtpTimestamp operator +(RtpTimestamp from, long by) => new((uint)(from.Value + by));

    /// <summary>Clock units in <paramref name="time"/>, rounded to the nearest.</summary>
    public static long Units(TimeSpan time, int clockRate) => Scale(time.Ticks, TimeSpan.TicksPerSecond, clockRate);

    /// <summary>Time that <paramref name="units"/> of a clock take, rounded to the nearest 100 ns.</summary>
    public static TimeSpan Duration(long units, int clockRate) => new(Scale(units, clockRate, TimeSpan.TicksPerSecond));

    // Whole seconds and the rest apart, so that nothing overflows while the result fits.
    private static long Scale(long value, long fromRate, long toRate)
    {
        var (seconds, rest) = Math.DivRem(value, fromRate);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + fromRate);
        return (seconds * toRate) + (((rest * toRate) + (fromRate / 2)) / fromRate);
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
