namespace OwtClient.WebRtc.Rtp;

/// <summary>Undoes the wraps of RTP timestamps: 64-bit values whose low 32 bits are the wire's.</summary>
/// <remarks>Mutable struct; keep it in a field. Timestamps may go back (B pictures), so every value moves the reference.</remarks>
internal struct TimestampUnwrapper
{
    private const long FirstCycle = 1L << 32;
    private long? _last;

    public long Unwrap(RtpTimestamp timestamp)
    {
        var unwrapped = _last is { } last ? last + (timestamp - Wrap(last)) : FirstCycle + timestamp.Value;
        _last = unwrapped;
        return unwrapped;
    }

    public static RtpTimestamp Wrap(long unwrapped) => new((uint)unwrapped);
}
