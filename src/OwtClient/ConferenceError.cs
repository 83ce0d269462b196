namespace OwtClient;

/// <summary>Why something in a conference failed.</summary>
public enum ConferenceError
{
    /// <summary>The server said no; its words are in <see cref="ConferenceException.ServerText"/>.</summary>
    Rejected,

    /// <summary>The server did not do its part within the time limit of the options; the message says which part.</summary>
    Timeout,

    /// <summary>
    /// The signaling connection could not be made, or ended, or the server dropped the client, before the operation was done.
    /// </summary>
    SignalingFailed,

    /// <summary>ICE or DTLS failed: no media can flow to the server.</summary>
    ConnectionFailed,

    /// <summary>The server's answer cannot be used: no codec in common, or malformed.</summary>
    NegotiationFailed,

    /// <summary>The server ended the session; its words are in <see cref="ConferenceException.ServerText"/>.</summary>
    SessionFailed,

    /// <summary>The client left while the operation was under way.</summary>
    Left,

    /// <summary>The answer of the server does not have the form that the protocol gives it.</summary>
    ProtocolViolation,
}
