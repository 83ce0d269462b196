namespace OwtClient.Streams;

/// <summary>A share of a picture as the server writes it, exactly: <c>1/3</c> stays a third (PROTOCOL §7.5).</summary>
/// <remarks>In lowest terms, so that equal shares are equal values. The default value is 0.</remarks>
public readonly record struct Fraction
{
    private readonly int _beyondOne; // of the denominator, so that the default value is 0/1 and not 0/0

    /// <summary>Makes a fraction.</summary>
    /// <param name="numerator">Above the line.</param>
    /// <param name="denominator">Below the line, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="denominator"/> is below 1.</exception>
    public Fraction(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        var divisor = CommonDivisor(numerator, denominator);
        Numerator = (int)(numerator / divisor);
        _beyondOne = (int)(denominator / divisor) - 1;
    }

    /// <summary>Above the line.</summary>
    public int Numerator { get; }

    /// <summary>Below the line, at least 1.</summary>
    public int Denominator => _beyondOne + 1;

    /// <summary>The nearest number.</summary>
    public double Value => (double)Numerator / Denominator;

    /// <inheritdoc/>
    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";

    private static long CommonDivisor(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return Math.Abs(a);
    }
}
