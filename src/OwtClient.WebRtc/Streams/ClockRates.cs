using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Streams;

/// <summary>Clock rate of each negotiated payload type of a section.</summary>
/// <param name="initial">Clock units per second of types not listed.</param>
internal sealed class ClockRates(int initial)
{
    private readonly int[] _rates = new int[PayloadType.MaxValue + 1]; // 0: not listed

    public int this[PayloadType type]
    {
        get => _rates[type.Value & PayloadType.MaxValue] is > 0 and var rate ? rate : initial;
        set => _rates[type.Value & PayloadType.MaxValue] = value;
    }
}
