namespace OwtClient.Streams;

/// <summary>A picture size in pixels.</summary>
public readonly record struct Resolution(int Width, int Height)
{
    /// <summary>Width × height.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
