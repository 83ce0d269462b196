using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>
/// The engine of clients whose options name none: shared by the whole process, since its sockets, threads and certificate are worth
/// sharing.
/// </summary>
/// <remarks>Lives as long as the process; its sockets are opened by the first connection.</remarks>
internal static class DefaultEngine
{
    private static readonly Lazy<PeerConnectionFactory> Network = new(() => new PeerConnectionFactory());
    private static readonly Lazy<PeerConnectionFactory> ThisMachine = new(
        () => new PeerConnectionFactory(new PeerConnectionFactoryOptions { IncludeLoopback = true }));

    /// <summary>
    /// The factory for a portal. Loopback addresses are offered to a portal on this machine alone: elsewhere they lead nowhere.
    /// </summary>
    public static IPeerConnectionFactory For(Uri portal) => (portal.IsLoopback ? ThisMachine : Network).Value;
}
