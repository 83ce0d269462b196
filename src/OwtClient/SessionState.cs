namespace OwtClient;

/// <summary>Where a publication or subscription stands.</summary>
public enum SessionState
{
    /// <summary>Media flows.</summary>
    Active,

    /// <summary>No media flows; it is being restored. See <see cref="ConferenceSession.Interrupted"/>.</summary>
    Interrupted,

    /// <summary>It ended; see <see cref="ConferenceSession.Ended"/>.</summary>
    Ended,

    /// <summary>It failed; see <see cref="ConferenceSession.Failed"/>.</summary>
    Failed,
}
