using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary>A room with its owner and configuration.</summary>
internal sealed record ManagedRoom(RoomController Room, string ServiceId, RoomSettings Settings)
{
    public System.Text.Json.Nodes.JsonObject Describe() => Settings.Describe(Room.Id);
}
