namespace OwtClient.WebRtc.Stun;

/// <summary>When an unanswered request is sent again (RFC 8489 §6.2.1).</summary>
/// <param name="InitialRto">Wait before the first repetition; doubles each time.</param>
/// <param name="MaxTransmissions">Requests sent in all (Rc).</param>
/// <param name="FinalWaitRtos">Initial RTOs to wait after the last request (Rm).</param>
internal sealed record StunTimingOptions(TimeSpan InitialRto, int MaxTransmissions, int FinalWaitRtos)
{
    /// <summary>The RFC's values: 500 ms, 7, 16.</summary>
    public static StunTimingOptions Default { get; } = new(TimeSpan.FromMilliseconds(500), 7, 16);
}
