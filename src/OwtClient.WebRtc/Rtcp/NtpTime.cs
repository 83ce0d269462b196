namespace OwtClient.WebRtc.Rtcp;

/// <summary>Wall clock as RTCP carries it: seconds since 1900 as 32.32 fixed point (RFC 3550 §4).</summary>
internal readonly record struct NtpTime(ulong Value)
{
    private static readonly long Epoch = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>The middle 32 bits, 16.16 fixed point: what reports echo (RFC 3550 §6.4.1, LSR).</summary>
    public uint Compact => (uint)(Value >> 16);

    /// <summary>Converts a wall clock reading; the era rolls over in 2036, as the format has it.</summary>
    public static NtpTime From(DateTimeOffset time)
    {
        var (seconds, rest) = Math.DivRem(time.UtcTicks - Epoch, TimeSpan.TicksPerSecond);
        return new NtpTime(((ulong)seconds << 32) | (ulong)((rest << 32) / TimeSpan.TicksPerSecond));
    }

    /// <summary>A later reading of the same clock.</summary>
    public static NtpTime operator +(NtpTime from, TimeSpan by)
    {
        var (seconds, rest) = Math.DivRem(by.Ticks, TimeSpan.TicksPerSecond);
        return new NtpTime(from.Value + ((ulong)seconds << 32) + (ulong)((rest << 32) / TimeSpan.TicksPerSecond));
    }

    /// <summary>A span of time as 16.16 fixed point seconds, saturating at the largest.</summary>
    public static uint ToCompact(TimeSpan span)
    {
        if (span <= TimeSpan.Zero) return 0;
        return span.TotalSeconds >= 65536 ? uint.MaxValue : (uint)((span.Ticks << 16) / TimeSpan.TicksPerSecond);
    }

    public static TimeSpan FromCompact(uint compact) => new((compact * TimeSpan.TicksPerSecond) >> 16);
}
