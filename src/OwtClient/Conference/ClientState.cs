namespace OwtClient.Conference;

/// <summary>Where a <see cref="ConferenceClient"/> stands.</summary>
public enum ClientState
{
    /// <summary>Not in a conference; may join.</summary>
    Ready,

    /// <summary>Joining.</summary>
    Connecting,

    /// <summary>In the conference.</summary>
    Connected,

    /// <summary>In the conference, the signaling connection lost and being made anew.</summary>
    Reconnecting,
}
