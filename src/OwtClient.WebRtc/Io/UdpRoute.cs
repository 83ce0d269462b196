namespace OwtClient.WebRtc.Io;

/// <summary>Whose datagrams from one remote address are.</summary>
/// <param name="Registration">The connection.</param>
/// <param name="IsFirm">Whether it is sure to use the way; a tentative route gives way to a firm one.</param>
/// <param name="IsPeersChoice">Whether the peer's authentic request came this way.</param>
internal readonly record struct UdpRoute(UdpRegistration Registration, bool IsFirm, bool IsPeersChoice)
{
    /// <summary>
    /// Whether a later choice of the peer takes the way: a peer has it for one connection alone, so that an earlier one that is not up has
    /// been given up at the other end, which could not say so.
    /// </summary>
    public bool GivesWayToPeersChoice => IsPeersChoice && !Registration.IsEstablished;
}
