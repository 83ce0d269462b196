namespace OwtClient.Rest.Models;

/// <summary>Body of a room creation.</summary>
internal sealed record NewRoom(string Name, RoomOptions? Options);
