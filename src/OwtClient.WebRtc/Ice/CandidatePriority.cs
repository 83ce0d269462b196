namespace OwtClient.WebRtc.Ice;

/// <summary>The formulas of RFC 8445 §5.1.2.1 and §6.1.2.3, for component 1: the only one, since RTP and RTCP share it.</summary>
internal static class CandidatePriority
{
    public static uint Compute(CandidateType type, ushort localPreference) =>
        (type.Preference() << 24) | ((uint)localPreference << 8) | (256 - 1);

    /// <summary>The same candidate's priority if the peer learned it from a check (§7.1.1).</summary>
    public static uint ToPeerReflexive(uint priority) => (priority & 0x00FF_FFFF) | (CandidateType.PeerReflexive.Preference() << 24);

    /// <summary>Both agents come to the same number. Priorities beyond the legal 2³¹ − 1 count as that.</summary>
    /// <param name="controlling">Priority of the controlling agent's candidate.</param>
    /// <param name="controlled">Priority of the controlled agent's candidate.</param>
    public static ulong OfPair(uint controlling, uint controlled)
    {
        (controlling, controlled) = (Math.Min(controlling, int.MaxValue), Math.Min(controlled, int.MaxValue));
        var (smaller, larger) = (Math.Min(controlling, controlled), Math.Max(controlling, controlled));
        return ((ulong)smaller << 32) + (2 * (ulong)larger) + (controlling > controlled ? 1u : 0u);
    }
}
