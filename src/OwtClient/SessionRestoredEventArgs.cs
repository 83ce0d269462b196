namespace OwtClient;

/// <summary>The media of a publication or subscription flow again.</summary>
/// <param name="oldId">Id before.</param>
/// <param name="newId">Id now.</param>
public sealed class SessionRestoredEventArgs(string oldId, string newId) : EventArgs
{
    /// <summary>The session's id before the interruption.</summary>
    public string OldId { get; } = oldId;

    /// <summary>
    /// The session's id now: the same when the transport came back by itself, another one when a new session took its place.
    /// </summary>
    public string NewId { get; } = newId;
}
