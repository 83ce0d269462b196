namespace OwtClient.WebRtc.Io;

/// <summary>Whose datagrams from one remote address are.</summary>
/// <param name="Registration">The connection.</param>
/// <param name="IsFirm">Whether it is sure to use the way; a tentative route gives way to a firm one.</param>
internal readonly record struct UdpRoute(UdpRegistration Registration, bool IsFirm);
