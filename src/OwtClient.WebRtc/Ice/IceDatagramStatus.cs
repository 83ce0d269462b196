namespace OwtClient.WebRtc.Ice;

/// <summary>What became of a received STUN datagram; also the tag of the drop counter.</summary>
internal enum IceDatagramStatus
{
    Handled,

    /// <summary>No well-framed STUN message, or its fingerprint is wrong.</summary>
    Malformed,

    /// <summary>User name or integrity are wrong. A request was answered with an error.</summary>
    Unauthenticated,

    /// <summary>An answer to nothing we asked, or too late.</summary>
    UnknownTransaction,

    /// <summary>A message ICE has no use for.</summary>
    Unexpected,

    /// <summary>A good request on a way that we cannot use. It is not answered, so that the peer does not choose the way either.</summary>
    Unusable,

    /// <summary>Too many answers are waiting to be sent.</summary>
    Overloaded,

    /// <summary>The agent was closed.</summary>
    Closed,
}
