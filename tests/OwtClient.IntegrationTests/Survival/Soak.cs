namespace OwtClient.IntegrationTests.Survival;

/// <summary><c>OWT_SOAK=1</c>: the long runs in full, with the limits of time that hold on a quiet machine. Off by default.</summary>
/// <remarks><c>OWT_SOAK_SEED</c>: the one seed of random operations to run, as a failure prints it.</remarks>
internal static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("OWT_SOAK") is { Length: > 0 } value && value != "0";

    public static int? Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("OWT_SOAK_SEED"), out var seed) ? seed : null;
}
