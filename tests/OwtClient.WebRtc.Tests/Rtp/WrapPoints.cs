namespace OwtClient.WebRtc.Tests.Rtp;

/// <summary>Sequence numbers around the places where arithmetic with them goes wrong.</summary>
public sealed class WrapPoints : TheoryData<ushort>
{
    public WrapPoints()
    {
        ushort[] starts = [0, 1, 127, 128, 255, 256, 32766, 32767, 32768, 32769, 65000, 65407, 65408, 65533, 65534, 65535];
        foreach (var start in starts) Add(start);
    }
}
