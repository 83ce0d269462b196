using OwtClient.Streams;

namespace OwtClient.Tests.Streams;

public class FractionTests
{
    [Fact]
    public void EqualShares_AreEqual()
    {
        Assert.Equal(new Fraction(1, 3), new Fraction(2, 6));
        Assert.Equal(default, new Fraction(0, 7));
        Assert.NotEqual(new Fraction(333_333_333, 1_000_000_000), new Fraction(1, 3));
    }

    [Theory]
    [InlineData(2, 6, "1/3", 1d / 3)]
    [InlineData(0, 5, "0", 0d)]
    [InlineData(4, 4, "1", 1d)]
    [InlineData(-1, 2, "-1/2", -0.5)]
    [InlineData(int.MinValue, int.MaxValue, "-2147483648/2147483647", (double)int.MinValue / int.MaxValue)]
    public void ItsTextAndValue_AreOfLowestTerms(int numerator, int denominator, string text, double value)
    {
        var fraction = new Fraction(numerator, denominator);
        Assert.Equal((text, value), (fraction.ToString(), fraction.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void DenominatorBelowOne_IsRefused(int denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Fraction(1, denominator));

    [Fact]
    public void TheDefaultValue_IsZero() => Assert.Equal((0, 1, 0d), (default(Fraction).Numerator, default(Fraction).Denominator, default(Fraction).Value));
}
