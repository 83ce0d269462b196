using System.Globalization;
using System.Text.Json;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Management;

/// <summary>The operations on a stream that the management API has (PROTOCOL §8.7).</summary>
internal static class StreamChange
{
    private const string LayoutPath = "/info/layout";

    /// <summary>
    /// What carries an operation out on a stream of a room and says whether it could; null when there is no such operation.
    /// </summary>
    public static Func<RoomController, string, bool>? Read(PatchOperation operation) => (operation.Op, operation.Path) switch
    {
        ("add", "/info/inViews") when Text(operation) is { } label => (room, id) => room.Mix(id, label),
        ("remove", "/info/inViews") when Text(operation) is { } label => (room, id) => room.Unmix(id, label),
        ("replace", "/media/audio/status") when IsActive(operation) is { } active =>
            (room, id) => room.SetActive(id, MediaKind.Audio, active),
        ("replace", "/media/video/status") when IsActive(operation) is { } active =>
            (room, id) => room.SetActive(id, MediaKind.Video, active),
        ("replace", LayoutPath) when OneRegion.Read(operation.Value) is { } region => (room, id) => room.Place(id, region.StreamId),
        ("replace", var path) when IsFirstRegion(path) && Text(operation) is { } stream => (room, id) => room.Place(id, stream),
        _ => null,
    };

    private static string? Text(PatchOperation operation) =>
        operation.Value.ValueKind == JsonValueKind.String ? operation.Value.GetString() : null;

    private static bool? IsActive(PatchOperation operation) => Text(operation) switch
    {
        "active" => true,
        "inactive" => false,
        _ => null,
    };

    /// <summary>Whether a path is that of the stream in the first region, which is the only one.</summary>
    private static bool IsFirstRegion(string path) =>
        path.Split('/') is ["", "info", "layout", var place, "stream"]
        && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index == 0;
}
