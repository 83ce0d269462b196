using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>A local and a remote candidate that may carry the connection (RFC 8445 §6.1.2).</summary>
internal sealed class CandidatePair(Candidate local, Candidate remote)
{
    /// <summary>
    /// Ours. When a check shows that the peer sees us elsewhere, the reflexive candidate takes its place (§7.2.5.3.2): the valid pair
    /// and the pair that made it are one object here, as both send from the same base to the same address.
    /// </summary>
    public Candidate Local { get; set; } = local;

    /// <summary>The peer's. A signaled candidate replaces the peer-reflexive one of the same address.</summary>
    public Candidate Remote { get; set; } = remote;

    /// <summary>Where data is sent from.</summary>
    public TransportAddress Base => Local.Base;

    /// <summary>Where data is sent to.</summary>
    public TransportAddress RemoteAddress => Remote.Address;

    public CandidatePairState State { get; set; } = CandidatePairState.Frozen;

    public ulong Priority { get; set; }

    /// <summary>The peer has shown that it is at the other end: by an authentic request that came this way, or by answering ours.</summary>
    public bool IsProven { get; set; }

    /// <summary>The peer asked for this pair before our own check succeeded (§7.3.1.5).</summary>
    public bool NominateOnSuccess { get; set; }

    /// <summary>When the peer last asked for this pair with USE-CANDIDATE.</summary>
    public Instant? NominatedAt { get; set; }

    /// <summary>When the first check was answered.</summary>
    public Instant ValidSince { get; set; }

    /// <summary>Of the newest check that was sent only once, or null.</summary>
    public TimeSpan? RoundTripTime { get; set; }

    public bool IsRelayed => Local.Type == CandidateType.Relay || Remote.Type == CandidateType.Relay;

    /// <summary>Whether a check may still succeed.</summary>
    public bool IsOpen => State is CandidatePairState.Frozen or CandidatePairState.Waiting or CandidatePairState.InProgress;

    public bool HasSameFoundation(CandidatePair other) =>
        Local.Foundation == other.Local.Foundation && Remote.Foundation == other.Remote.Foundation;
}
