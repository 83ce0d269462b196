using OwtClient.WebRtc;

namespace SipSorceryEngine.Comparison;

/// <summary>What was measured of one engine.</summary>
internal sealed class Figures(string name, IPeerConnectionFactory factory)
{
    public string Name => name;

    public IPeerConnectionFactory Factory => factory;

    public List<double> Connect { get; } = [];

    public List<double> Processor { get; } = [];

    public List<double> Garbage { get; } = [];

    public void Clear()
    {
        Connect.Clear();
        Processor.Clear();
        Garbage.Clear();
    }

    /// <summary>The median, and what it lies between.</summary>
    public static string Show(List<double> values)
    {
        values.Sort();
        return $"{values[values.Count / 2]:0} ({values[0]:0} to {values[^1]:0})";
    }
}
