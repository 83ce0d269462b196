namespace OwtClient.WebRtc.Ice;

/// <summary>RFC 8445 §6.1.2.6.</summary>
internal enum CandidatePairState
{
    /// <summary>Waits for the fate of another pair with the same foundation.</summary>
    Frozen,

    /// <summary>To be checked when its turn comes.</summary>
    Waiting,

    /// <summary>A check is on its way.</summary>
    InProgress,

    /// <summary>A check was answered: data may be sent.</summary>
    Succeeded,

    /// <summary>A check failed or was never answered.</summary>
    Failed,
}
