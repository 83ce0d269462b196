using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Portal;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tests.Portal;

namespace OwtClient.Server.Tests.Replay;

/// <summary>
/// Plays the clients of a recorded conversation against this server, at the recorded times, and compares what it says with what was
/// recorded.
/// </summary>
/// <remarks>
/// Ids, tickets and descriptions are taken for each other as they show up in the same place; <see cref="Comparable"/> says what else is
/// left out of the comparison. The media side reports what the recorded one did (<see cref="RecordedMedia"/>).
/// </remarks>
internal sealed class ServerReplay
{
    private readonly PortalFixture _portal;
    private readonly Dictionary<string, MemoryConnection> _connections = [];
    private readonly Dictionary<string, List<string>> _expected = []; // by client
    private readonly List<(string Recorded, string Ours)> _ids = [];
    private readonly Dictionary<string, RoomController> _rooms = []; // by recorded id
    private readonly List<JsonElement> _recording;
    private readonly RecordedMedia _media;
    private readonly RecordedRest _rest;
    private readonly Func<string, JsonElement, string, string?> _deviation;
    private double _clock;

    /// <param name="recording">The conversation.</param>
    /// <param name="start">When the recording was made, so that its tickets are as old as they were.</param>
    /// <param name="deviation">
    /// The answer to a request (name, data, recorded answer) where this server is known to give another; else null.
    /// </param>
    public ServerReplay(IReadOnlyList<JsonElement> recording, DateTimeOffset start, Func<string, JsonElement, string, string?> deviation)
    {
        var settings = new PortalSettings { ReconnectionTimeout = TimeSpan.FromSeconds(4) }; // the recorded server's was short, too
        (_portal, _deviation) = (new PortalFixture(settings: settings, start: start), deviation);
        (_recording, _media, _rest) = (RestFirst(recording), new RecordedMedia(recording, Ours), new RecordedRest(_portal));
    }

    /// <summary>Requests whose answers were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Plays the whole of it.</summary>
    public async Task PlayAsync(ReplayComparison comparison)
    {
        foreach (var line in _recording)
        {
            var (direction, name) = (line.GetProperty("dir").GetString(), line.GetProperty("event").GetString()!);
            if (direction == "--") continue;
            if (direction == "rest")
            {
                await SendRestAsync(line);
                continue;
            }

            Advance(line.GetProperty("t").GetDouble());
            var client = line.GetProperty("client").GetString()!;
            if (direction == "c>s") Request(client, name, line);
            else Receive(client, name, line.TryGetProperty("data", out var data) ? data : default);
        }

        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));
        foreach (var (client, expected) in _expected)
        {
            var told = Notifications(_connections[client]);
            if (comparison == ReplayComparison.KindByKindToTheEnd)
            {
                foreach (var kind in expected.GroupBy(KindOf)) Assert.Equal(kind, told.Where(n => KindOf(n) == kind.Key).Take(kind.Count()));
            }
            else if (comparison == ReplayComparison.InOrderToTheEnd) Assert.Equal(expected, told.Take(expected.Count));
            else Assert.Equal(expected, told);
        }

        static string KindOf(string notification) => notification[..notification.IndexOf(' ', StringComparison.Ordinal)];
    }

    /// <summary>Management requests are recorded when they are answered: they go before the notifications that they cause.</summary>
    private static List<JsonElement> RestFirst(IReadOnlyList<JsonElement> recording)
    {
        var lines = new List<JsonElement>();
        foreach (var line in recording)
        {
            var at = lines.Count;
            while (IsRest(line) && at > 0 && lines[at - 1].GetProperty("dir").ValueEquals("s>c")) at--;
            lines.Insert(at, line);
        }

        return lines;

        static bool IsRest(JsonElement line) => line.GetProperty("dir").ValueEquals("rest");
    }

    private async Task SendRestAsync(JsonElement line)
    {
        var (status, body) = await _rest.SendAsync(line);
        var expected = line.GetProperty("ack");
        Assert.Equal(expected[0].GetInt32(), status);
        Assert.Equal(Reduced(Ours(expected[1].GetString()!)), Reduced(body));
        Compared++;

        string Reduced(string text) => text.StartsWith('{') || text.StartsWith('[')
            ? Comparable.Text(RecordedRest.Known(text, IsKnown), IsKnown)
            : text;
    }

    private void Advance(double time)
    {
        if (time <= _clock) return;
        _portal.Time.Advance(TimeSpan.FromMilliseconds(time - _clock));
        _clock = time;
    }

    private void Request(string client, string name, JsonElement line)
    {
        if (line.TryGetProperty("noAck", out _)) return; // too large for the transport, which is not played here
        var data = line.TryGetProperty("data", out var recorded) ? Ours(recorded.GetRawText()) : null;
        if (name == "login") data = WithFreshToken(data!, line.GetProperty("ack")[1]);
        var arguments = data is null ? [] : new object?[] { JsonSerializer.Deserialize<JsonElement>(data) };
        var ack = _connections[client].Request(name, arguments);
        Assert.NotNull(ack);
        var expected = line.GetProperty("ack");
        if (name is "login" or "relogin" or "publish" or "subscribe" or "refreshReconnectionTicket") Learn(expected, ack);
        var deviation = data is null ? null : _deviation(name, JsonSerializer.Deserialize<JsonElement>(data), expected.GetRawText());
        var recordedAck = name == "login" ? WithView(expected, ack) : expected.GetRawText();
        var wanted = deviation ?? Comparable.Text(Ours(recordedAck), IsKnown);
        Assert.Equal(wanted, Comparable.Text(JsonSerializer.Serialize(ack), IsKnown));
        Compared++;
    }

    private void Receive(string client, string name, JsonElement data)
    {
        switch (name)
        {
            case "(connect)":
                _connections[client] = _portal.Connect();
                _expected[client] = [];
                break;
            case "(disconnect)" when data.ValueEquals("io server disconnect"):
                Assert.True(_connections[client].IsClosedByServer);
                break;
            case "(disconnect)":
                _connections[client].Break();
                break;
            default:
                var text = Ours(data.ValueKind == JsonValueKind.Undefined ? "null" : data.GetRawText());
                var ours = JsonSerializer.Deserialize<JsonElement>(text);
                if (!Comparable.IsAboutOthers(name, ours, IsKnown)) _expected[client].Add($"{name} {Comparable.Text(text, IsKnown)}");
                _media.Report(_portal.Media.Events, data);
                break;
        }
    }

    private string WithFreshToken(string data, JsonElement result)
    {
        var request = JsonNode.Parse(data)!;
        var (user, role) = (result.GetProperty("user").GetString()!, result.GetProperty("role").GetString()!);
        request["token"] = _portal.CreateToken(user, role, RoomOf(result.GetProperty("room").GetProperty("id").GetString()!));
        return request.ToJsonString();
    }

    /// <summary>A recorded room without views gets the one that every room has here (docs/rest.md).</summary>
    private static string WithView(JsonElement recorded, JsonElement[] ours)
    {
        var ack = JsonNode.Parse(recorded.GetRawText())!.AsArray();
        if (ack[1]?["room"] is not JsonObject room || room["views"] is not JsonArray { Count: 0 }) return recorded.GetRawText();
        var own = JsonNode.Parse(ours[1].GetProperty("room").GetRawText())!;
        room["views"] = own["views"]!.DeepClone();
        room["streams"]!.AsArray().Insert(0, own["streams"]![0]!.DeepClone());
        return ack.ToJsonString();
    }

    /// <summary>The first room of a recording is the portal's own; others are made.</summary>
    private RoomController RoomOf(string recordedId)
    {
        if (!_rooms.TryGetValue(recordedId, out var room))
        {
            room = _rooms.Count == 0 ? _portal.Room : _portal.Rooms.Create($"room {_rooms.Count}")!;
            _rooms.Add(recordedId, room);
        }

        return room;
    }

    private static IEnumerable<string> Notifications(MemoryConnection connection) =>
        from line in connection.Received
        where !line.StartsWith("ack ", StringComparison.Ordinal)
        let space = line.IndexOf(' ', StringComparison.Ordinal)
        select line[..space] + " " + Comparable.Text(line[(space + 1)..], _ => true);

    private void Learn(JsonElement recorded, JsonElement[] ours)
    {
        if (recorded.GetArrayLength() < 2 || ours.Length < 2 || !recorded[0].ValueEquals("ok")) return;
        foreach (var path in (string[])["", "id", "transportId", "reconnectionTicket", "ticket", "room.id"])
        {
            if (Find(recorded[1], path) is not { } from || Find(ours[1], path) is not { } to) continue;
            if (_ids.TrueForAll(id => id.Recorded != from)) _ids.Add((from, to));
        }
    }

    private static string? Find(JsonElement value, string path)
    {
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value)) return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private string Ours(string recorded) =>
        _ids.Aggregate(recorded, (text, id) => text.Replace(id.Recorded, id.Ours, StringComparison.Ordinal));

    private bool IsKnown(string id) => _ids.Exists(known => known.Ours == id);
}
