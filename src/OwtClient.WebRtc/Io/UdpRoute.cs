namespace OwtClient.WebRtc.Io;

/// <summary>Whose datagrams from one remote address are.</summary>
/// <param name="Registration">The connection.</param>
/// <param name="IsFirm">Whether it is sure to use the way; a tentative route gives way to a firm one.</param>
/// <param name="IsPeersChoice">Whether the peer's authentic request came this way, and not our own choice made it.</param>
internal readonly record struct UdpRoute(UdpRegistration Registration, bool IsFirm, bool IsPeersChoice);
