namespace OwtClient;

/// <summary>Why a publication or subscription ended without having failed.</summary>
public enum SessionEndReason
{
    /// <summary>It was stopped or disposed.</summary>
    Stopped,

    /// <summary>The stream subscribed to ended.</summary>
    SourceEnded,

    /// <summary>The server removed the published stream, for example on request of an administrator.</summary>
    Removed,

    /// <summary>The client left the conference.</summary>
    Left,

    /// <summary>The client was dropped, or lost its connection to the conference for good.</summary>
    Disconnected,
}
