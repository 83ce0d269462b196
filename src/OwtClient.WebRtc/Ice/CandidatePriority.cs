namespace OwtClient.WebRtc.Ice;

/// <summary>The formulas of RFC 8445 §5.1.2.1 and §6.1.2.3, for component 1: the only one, since RTP and RTCP share it.</summary>
internal static class CandidatePriority
{
    public static uint Compute(CandidateType type, ushort localPreference) =>
        (type.Preference() << 24) | ((uint)localPreference << 8) | (256 - 1);

    /// <summary>The same candidate's priority if the peer learned it from a check (§7.1.1).</summary>
    public static uint ToPeerReflexive(uint priority) => (priority & 0x00FF_FFFF) | (CandidateType.PeerReflexive.Preference() << 24);

    /// <param name="controlling">Priority of the controlling agent's candidate.</param>
    /// <param name="controlled">Priority of the controlled agent's candidate.</param>
    public static ulong OfPair(uint controlling, uint controlled) =>
        ((ulong)Math.Min(controlling, controlled) << 32) + (2 * (ulong)Math.Max(controlling, controlled)) + (controlling > controlled ? 1u : 0u);
}
