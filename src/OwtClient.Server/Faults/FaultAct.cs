namespace OwtClient.Server.Faults;

/// <summary>What a <see cref="FaultRule"/> does to the requests and notifications that it fits.</summary>
public enum FaultAct
{
    /// <summary>A request is not carried out and never answered.</summary>
    LoseRequest,

    /// <summary>A request is not carried out and refused with <see cref="FaultRule.Text"/>.</summary>
    RefuseRequest,

    /// <summary>A request is carried out and never answered.</summary>
    LoseAck,

    /// <summary>
    /// A request is carried out and answered after <see cref="FaultRule.Delay"/>. What is notified meanwhile overtakes the answer.
    /// </summary>
    DelayAck,

    /// <summary>
    /// A notification is not sent. It gets no sequence number and no <c>relogin</c> brings it: for the participant it never was.
    /// </summary>
    LoseEvent,

    /// <summary>A notification is sent, and numbered, after <see cref="FaultRule.Delay"/>. Later ones overtake it.</summary>
    DelayEvent,

    /// <summary>
    /// An SDP answer has media sections without a payload, as when no codec is common (PROTOCOL §6.5). Fits answers only.
    /// </summary>
    AnswerWithoutCodecs,

    /// <summary>
    /// A session ends with the progress error <see cref="FaultRule.Text"/> right after it was reported ready (PROTOCOL §5.5). Fits
    /// readiness only.
    /// </summary>
    FailAfterReady,
}
