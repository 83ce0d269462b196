namespace OwtClient.Streams;

/// <summary>A rectangle, in shares of the whole picture's width and height.</summary>
/// <param name="Left">Left edge, from the left.</param>
/// <param name="Top">Upper edge, from the top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record RectangleArea(Fraction Left, Fraction Top, Fraction Width, Fraction Height) : LayoutArea;
