using System.Text.Json;

namespace OwtClient.Server.Rooms;

/// <summary>The way to a participant: the portal's side of somebody in a room.</summary>
/// <remarks>Called under the room's lock: implementations hand on and return, and call nothing of the room.</remarks>
internal interface IRoomMember
{
    /// <summary>Who it is.</summary>
    Participant Participant { get; }

    /// <summary>Whether a connection serves the participant now; if not, it is waited for.</summary>
    bool IsConnected { get; }

    /// <summary>Hands over a notification. Order is kept.</summary>
    void Notify(string name, JsonElement data);

    /// <summary>Throws the participant out: <c>drop</c>, then the connection is closed (PROTOCOL §3.9).</summary>
    void Drop();
}
