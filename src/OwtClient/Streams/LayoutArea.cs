namespace OwtClient.Streams;

/// <summary>Where a region lies in a mixed picture: a <see cref="RectangleArea"/> or a <see cref="CircleArea"/>.</summary>
public abstract record LayoutArea
{
    private protected LayoutArea()
    {
    }
}
