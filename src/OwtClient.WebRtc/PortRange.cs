namespace OwtClient.WebRtc;

/// <summary>A range of UDP ports, both ends included.</summary>
public readonly record struct PortRange
{
    /// <summary>Makes a range.</summary>
    /// <param name="first">1 to 65535.</param>
    /// <param name="last">Not below <paramref name="first"/>, at most 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">A port is outside its range.</exception>
    public PortRange(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, 65535);
        (First, Last) = (first, last);
    }

    /// <summary>The lowest port.</summary>
    public int First { get; }

    /// <summary>The highest port.</summary>
    public int Last { get; }
}
