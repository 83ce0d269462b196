using System.Globalization;

namespace OwtClient.Fuzz.Harness;

/// <summary>How long a run is: short and always the same by default, long and different on demand.</summary>
/// <remarks>
/// <c>OWT_FUZZ_SECONDS</c>: time per target instead of a number of inputs. <c>OWT_FUZZ_SEED</c>: another start, as a failure prints it.
/// </remarks>
internal static class FuzzLimits
{
    /// <summary>Seconds per target, or null for the short run.</summary>
    public static double? Seconds { get; } = Read("OWT_FUZZ_SECONDS");

    /// <summary>Where the random numbers start.</summary>
    public static int Seed { get; } = (int)(Read("OWT_FUZZ_SEED") ?? (Seconds is null ? 1 : Random.Shared.Next()));

    private static double? Read(string name) =>
        double.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
