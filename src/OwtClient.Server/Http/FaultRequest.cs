using OwtClient.Server.Faults;

namespace OwtClient.Server.Http;

/// <summary>
/// A rule or an act as it comes over HTTP. Names and meanings are those of <see cref="FaultRule"/> and <see cref="FaultPlan"/>.
/// </summary>
/// <param name="Act">An act of <see cref="FaultAct"/> or a method of <see cref="FaultPlan"/>, in camel case.</param>
internal sealed record FaultRequest(string? Act)
{
    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Participant { get; init; }

    public int Skip { get; init; }

    /// <summary>How often a rule acts; absent for once, 0 for ever.</summary>
    public int? Count { get; init; }

    public double? DelayMs { get; init; }

    public double? DurationMs { get; init; }

    public string Text { get; init; } = "";

    public string? SessionId { get; init; }

    public IReadOnlyList<string>? SessionIds { get; init; }

    public TimeSpan? Duration => Time(DurationMs, "durationMs");

    /// <exception cref="ArgumentException">There is no such act.</exception>
    public FaultRule ToRule()
    {
        if (string.IsNullOrEmpty(Act) || !char.IsAsciiLetterLower(Act[0]) || !Enum.TryParse<FaultAct>(Act, ignoreCase: true, out var act))
        {
            throw new ArgumentException($"There is no act '{Act}'.");
        }

        return new FaultRule(act)
        {
            Name = Name,
            Status = Status,
            Participant = Participant,
            Skip = Skip,
            Count = Count is 0 ? null : Count ?? 1,
            Delay = Time(DelayMs, "delayMs") ?? TimeSpan.Zero,
            Text = Text,
        };
    }

    private static TimeSpan? Time(double? milliseconds, string name) => milliseconds switch
    {
        null => null,
        >= 0 and <= 86_400_000 => TimeSpan.FromMilliseconds(milliseconds.Value),
        _ => throw new ArgumentException($"'{name}' has to be from 0 to 86400000."),
    };
}
