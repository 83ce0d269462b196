namespace OwtClient.Channels;

/// <summary>How far one session has come (PROTOCOL §5.2).</summary>
internal enum NegotiationState
{
    /// <summary>Nothing was sent.</summary>
    Idle,

    /// <summary><c>publish</c> or <c>subscribe</c> was sent.</summary>
    Requesting,

    /// <summary>The server made the session; the offer was sent and its answer is awaited.</summary>
    Offering,

    /// <summary>The answer came and is being applied.</summary>
    Applying,

    /// <summary>The answer is in force; ICE and DTLS are under way.</summary>
    Connecting,

    /// <summary>The server says the transport is up; the session itself is awaited.</summary>
    Establishing,

    /// <summary>Media flows.</summary>
    Ready,

    /// <summary>Over, for whatever reason.</summary>
    Closed,
}
