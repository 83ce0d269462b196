namespace OwtClient.WebRtc.Timing;

/// <summary>Where pure code gets unpredictable bytes: cryptographic in the product, seeded in tests.</summary>
internal interface IRandomSource
{
    /// <summary>Fills <paramref name="destination"/> with random bytes.</summary>
    void Fill(Span<byte> destination);
}
