namespace OwtClient;

/// <summary>Where a publication or subscription stands.</summary>
public enum SessionState
{
    /// <summary>Media flows.</summary>
    Active,

    /// <summary>It ended; see <see cref="ConferenceSession.Ended"/>.</summary>
    Ended,

    /// <summary>It failed; see <see cref="ConferenceSession.Failed"/>.</summary>
    Failed,
}
