using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.Server.Management;
using OwtClient.Server.Recording;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tests.Portal;

namespace OwtClient.Server.Tests.Replay;

/// <summary>The management requests of a recorded conversation, which name their targets by role: <c>:stream</c>, <c>:A</c>.</summary>
internal sealed class RecordedRest
{
    private static readonly Dictionary<string, string> NoQuery = [];

    private readonly ManagementApi _api;
    private readonly PortalFixture _portal;

    public RecordedRest(PortalFixture portal)
    {
        _portal = portal;
        var store = new RecordingStore(options: null, portal.Time, NullLoggerFactory.Instance);
        var recordings = new RecordingsApi(store, () => "127.0.0.1", portal.Time);
        var limits = new RoomLimits(100, 100);
        _api = new ManagementApi(new ManagementOptions(), portal.Rooms, limits, recordings, (_, _, _) => "", portal.Time);
    }

    /// <summary>Makes a recorded request.</summary>
    /// <returns>Status and body of the answer.</returns>
    public async Task<(int Status, string Body)> SendAsync(JsonElement line)
    {
        var (method, path) = Split(line.GetProperty("event").GetString()!);
        var body = line.TryGetProperty("data", out var data) ? data : default;
        var call = new ApiCall(_api.Super, User: null, Role: null, path, IsV1: true, NoQuery, body);
        var answer = await _api.AnswerAsync(method, call);
        return (answer.Status, answer.Json?.ToJsonString() ?? answer.Text!);
    }

    /// <summary>A list without those who are not in the recording; anything else as it is.</summary>
    public static string Known(string body, Func<string, bool> isKnown)
    {
        if (!body.StartsWith('[')) return body;
        var entries = JsonNode.Parse(body)!.AsArray().Where(entry => isKnown(entry!["id"]!.GetValue<string>()));
        return new JsonArray([.. entries.Select(entry => entry!.DeepClone())]).ToJsonString();
    }

    private (string Method, string[] Path) Split(string recorded)
    {
        var parts = recorded.Split(' ');
        return (parts[0], [.. parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Target)]);
    }

    private string Target(string part) => part switch
    {
        ":room" => _portal.Room.Id,
        ":todelete" => _portal.Rooms.All.Single(room => room != _portal.Room).Id,
        ":stream" => _portal.Room.StreamIds.Single(),
        [':', .. var user] => _portal.Room.Participants.Single(participant => participant.User == user).Id,
        _ => part,
    };
}
