namespace OwtClient.Streams;

/// <summary>A circle, in shares of the whole picture. Documented by OWT; servers have only rectangles so far (PROTOCOL §7.5).</summary>
/// <param name="CenterX">Centre, from the left, in shares of the width.</param>
/// <param name="CenterY">Centre, from the top, in shares of the height.</param>
/// <param name="Radius">Radius, in shares of the width.</param>
public sealed record CircleArea(Fraction CenterX, Fraction CenterY, Fraction Radius) : LayoutArea;
