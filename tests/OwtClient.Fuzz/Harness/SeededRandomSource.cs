using OwtClient.WebRtc.Timing;

namespace OwtClient.Fuzz.Harness;

/// <summary>Random bytes that are the same in every run.</summary>
internal sealed class SeededRandomSource(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> destination) => _random.NextBytes(destination);
}
