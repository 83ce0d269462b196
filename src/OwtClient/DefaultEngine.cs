using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>The engine of clients whose options name none: one factory for the whole process, since its sockets and threads are worth sharing.</summary>
internal static class DefaultEngine
{
    /// <summary>The factory for a portal. Loopback addresses are offered to a portal on this machine alone: elsewhere they lead nowhere.</summary>
    public static IPeerConnectionFactory For(Uri portal) => throw new NotSupportedException($"No engine for {portal}: set {nameof(ConferenceClientOptions)}.{nameof(ConferenceClientOptions.PeerConnectionFactory)}.");
}
