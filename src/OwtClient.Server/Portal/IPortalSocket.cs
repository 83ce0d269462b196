using System.Text.Json;

namespace OwtClient.Server.Portal;

/// <summary>One Socket.IO connection as the portal sees it.</summary>
/// <remarks>Thread-safe. Nothing blocks: what is emitted is queued and leaves in order.</remarks>
internal interface IPortalSocket
{
    /// <summary>Id of the connection; a participant that logs in on it gets the same (PROTOCOL §3.2).</summary>
    string Id { get; }

    /// <summary>Sends a notification. Does nothing once the connection is closed.</summary>
    void Emit(string name, JsonElement data);

    /// <summary>Closes the connection from this side after what was emitted.</summary>
    void Disconnect();

    /// <summary>Cuts the connection off, without a goodbye; what was emitted and not sent yet is lost.</summary>
    void Abort();

    /// <summary>Stops the heartbeat of the connection, from both sides.</summary>
    void StopHeartbeat();
}
