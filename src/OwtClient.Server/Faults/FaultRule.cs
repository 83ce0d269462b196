namespace OwtClient.Server.Faults;

/// <summary>
/// A fault that waits for something to happen to: which act, on what, for whom, how often. Immutable; vary with <c>with</c>.
/// </summary>
/// <param name="Act">What happens.</param>
/// <example><c>server.Faults.Add(FaultRule.LoseAck("publish") with { Participant = "ada", Count = 2 })</c></example>
public sealed record FaultRule(FaultAct Act)
{
    /// <summary>
    /// Name of the request or notification, for example <c>publish</c> or <c>stream</c>; null for all. Whichever protocol version the
    /// participant speaks, <c>session-progress</c> is the notification that a session is ready, and <c>progress</c> all other progress
    /// (PROTOCOL §4.14). The default value is null.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The notification's <c>status</c> (<c>soac</c>, <c>ready</c>, <c>error</c>, <c>add</c>, <c>remove</c>, <c>update</c>) or
    /// <c>action</c> (<c>join</c>, <c>leave</c>); null for all. The default value is null.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>
    /// Id or user name of the participant whose request it is, or who is notified; null for everybody. Before a <c>login</c> or
    /// <c>relogin</c> is carried out nobody is known, so that only rules for everybody lose or refuse it; its ack can be lost by name. The
    /// default value is null.
    /// </summary>
    public string? Participant { get; init; }

    /// <summary>How many that fit are let go by first. The default value is 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many times the rule acts; null for as long as it is there. The default value is 1.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>How late a delayed ack or notification is, on the server's clock. The default value is zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The text of a refusal or of a session's end. The default value is empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>A request that gets lost on its way to the server.</summary>
    public static FaultRule LoseRequest(string name) => new(FaultAct.LoseRequest) { Name = name };

    /// <summary>A request that is refused.</summary>
    public static FaultRule Refuse(string name, string text) => new(FaultAct.RefuseRequest) { Name = name, Text = text };

    /// <summary>An answer that gets lost. For <c>login</c>: the participant is in the room, and the client never hears of it.</summary>
    public static FaultRule LoseAck(string name) => new(FaultAct.LoseAck) { Name = name };

    /// <summary>An answer that is late.</summary>
    public static FaultRule DelayAck(string name, TimeSpan delay) => new(FaultAct.DelayAck) { Name = name, Delay = delay };

    /// <summary>A notification that gets lost.</summary>
    public static FaultRule LoseEvent(string name, string? status = null) => new(FaultAct.LoseEvent) { Name = name, Status = status };

    /// <summary>A notification that is late.</summary>
    public static FaultRule DelayEvent(string name, TimeSpan delay, string? status = null) =>
        new(FaultAct.DelayEvent) { Name = name, Status = status, Delay = delay };

    /// <summary>An offer that is never answered.</summary>
    public static FaultRule NeverAnswer() => LoseEvent("progress", "soac");

    /// <summary>An offer that is answered with an empty codec list in each section.</summary>
    public static FaultRule AnswerWithoutCodecs() => new(FaultAct.AnswerWithoutCodecs);

    /// <summary>A session that connects and is never reported ready.</summary>
    public static FaultRule NeverReady() => LoseEvent("session-progress");

    /// <summary>A session that ends right after it was reported ready.</summary>
    public static FaultRule FailAfterReady(string text = "No available video format") => new(FaultAct.FailAfterReady) { Text = text };

    /// <summary>Says what is wrong with the values.</summary>
    internal void Validate()
    {
        if (!Enum.IsDefined(Act)) throw new ArgumentOutOfRangeException(nameof(Act), Act, "There is no such act.");
        ArgumentOutOfRangeException.ThrowIfNegative(Skip);
        if (Count is { } count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(Count));
        if (Act is FaultAct.DelayAck or FaultAct.DelayEvent) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Delay, TimeSpan.Zero);
        if (Act is FaultAct.RefuseRequest or FaultAct.FailAfterReady) ArgumentException.ThrowIfNullOrEmpty(Text);
    }
}
