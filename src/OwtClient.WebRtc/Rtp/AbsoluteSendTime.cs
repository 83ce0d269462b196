using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Rtp;

/// <summary>The abs-send-time header extension: seconds as 6.18 fixed point, wrapping every 64 s. Only differences count.</summary>
internal static class AbsoluteSendTime
{
    internal const int Length = 3; // bytes
    private const int FractionBits = 18;
    private const long CycleTicks = 64 * TimeSpan.TicksPerSecond;

    public static void Write(Span<byte> destination, Instant now)
    {
        var inCycle = (now.SinceStart.Ticks % CycleTicks) + CycleTicks; // never negative
        var value = (uint)((inCycle << FractionBits) / TimeSpan.TicksPerSecond);
        destination[0] = (byte)(value >> 16);
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)value;
    }
}
