namespace OwtClient.WebRtc.Ice;

/// <summary>Why an agent wants a way, which decides between two that want the same.</summary>
internal enum IcePathClaim
{
    /// <summary>Controlled: the peer signaled the address, but whether it comes from there is its choice. Gives way to the others.</summary>
    Tentative,

    /// <summary>Controlling: the choice is ours, so another socket at the same IP address does as well.</summary>
    Movable,

    /// <summary>Controlled: the peer's authentic request came this way, so it is the peer's choice. An older one gives way.</summary>
    Proven,
}
