using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Interarrival jitter in integer arithmetic (RFC 3550 §A.8).</summary>
/// <remarks>Mutable struct; keep it in a field. Feed it packets in sequence order only: a repair's delay is not the network's.</remarks>
internal struct JitterEstimator
{
    private long? _lastTransit;
    private long _scaled; // sixteen times the jitter, in clock units

    /// <summary>Jitter in clock units.</summary>
    public readonly uint Value => (uint)(_scaled >> 4);

    public void Update(Instant arrival, long timestamp, int clockRate)
    {
        var transit = RtpTimestamp.Units(arrival.SinceStart, clockRate) - timestamp;
        if (_lastTransit is { } last)
        {
            // A source that jumps its timestamps must not leave a jitter of hours behind: §A.8 has 32-bit differences.
            var difference = Math.Min(Math.Abs(transit - last), int.MaxValue);
            _scaled += difference - ((_scaled + 8) >> 4);
        }

        _lastTransit = transit;
    }
}
