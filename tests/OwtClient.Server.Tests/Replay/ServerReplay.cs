using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Portal;
using OwtClient.Server.Tests.Portal;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Replay;

/// <summary>
/// Plays the clients of a recorded conversation against this server, at the recorded times, and compares what it says with what was
/// recorded.
/// </summary>
/// <remarks>
/// Ids, tickets and descriptions are taken for each other as they show up in the same place; <see cref="Comparable"/> says what else is
/// left out of the comparison. The media side is played by this class: offers are answered and sessions get ready.
/// </remarks>
internal sealed class ServerReplay
{
    private readonly PortalFixture _portal;
    private readonly Dictionary<string, MemoryConnection> _connections = [];
    private readonly Dictionary<string, List<string>> _expected = []; // by client
    private readonly List<(string Recorded, string Ours)> _ids = [];
    private readonly HashSet<string> _publications = [];
    private readonly HashSet<string> _sized = [];
    private readonly Func<string, JsonElement, string, string?> _deviation;
    private double _clock;

    /// <param name="start">When the recording was made, so that its tickets are as old as they were.</param>
    /// <param name="deviation">The answer to a request (name, data, recorded answer) where this server is known to give another; else null.</param>
    public ServerReplay(DateTimeOffset start, Func<string, JsonElement, string, string?> deviation)
    {
        var settings = new PortalSettings { ReconnectionTimeout = TimeSpan.FromSeconds(4) }; // the recorded server's was short, too
        (_portal, _deviation) = (new PortalFixture(settings: settings, start: start), deviation);
    }

    /// <summary>Requests whose answers were compared.</summary>
    public int Compared { get; private set; }

    public void Play(IEnumerable<JsonElement> recording)
    {
        foreach (var line in recording)
        {
            var (direction, name) = (line.GetProperty("dir").GetString(), line.GetProperty("event").GetString()!);
            if (direction is "--" or "rest") continue;
            Advance(line.GetProperty("t").GetDouble());
            var client = line.GetProperty("client").GetString()!;
            if (direction == "c>s") Request(client, name, line);
            else Receive(client, name, line.GetProperty("data"));
        }

        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));
        foreach (var (client, expected) in _expected) Assert.Equal(expected, Notifications(_connections[client]));
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
        Assert.Equal(deviation ?? Comparable.Text(Ours(expected.GetRawText()), IsKnown), Comparable.Text(JsonSerializer.Serialize(ack), IsKnown));
        Compared++;
        if (deviation is null && name == "soac") PlayMedia(JsonSerializer.Deserialize<JsonElement>(data!));
        if (name == "publish" && ack.Length > 1 && ack[0].ValueEquals("ok")) _publications.Add(ack[1].GetProperty("id").GetString()!);
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
                var text = Ours(data.GetRawText());
                var ours = JsonSerializer.Deserialize<JsonElement>(text);
                if (!Comparable.IsAboutOthers(name, ours, IsKnown)) _expected[client].Add($"{name} {Comparable.Text(text, IsKnown)}");
                ReportSize(ours);
                break;
        }
    }

    /// <summary>The answer and the readiness that the media side would report.</summary>
    private void PlayMedia(JsonElement soac)
    {
        var id = soac.GetProperty("id").GetString()!;
        if (!soac.GetProperty("signaling").GetProperty("type").ValueEquals("offer")) return;
        _portal.Media.Events.OnAnswer(id, "v=0");
        if (_publications.Contains(id)) _portal.ReportReady(id);
        else
        {
            _portal.Media.Events.OnTransportReady(id);
            _portal.Media.Events.OnSubscriptionReady(id, id, [RtpCodec.Opus, RtpCodec.Vp8]);
        }
    }

    /// <summary>The first update that tells a size is the moment at which the media side found it out.</summary>
    private void ReportSize(JsonElement notification)
    {
        if (notification.ValueKind != JsonValueKind.Object || !notification.TryGetProperty("data", out var data)) return;
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("field", out var field) || !field.ValueEquals(".")) return;
        var id = notification.GetProperty("id").GetString()!;
        if (_sized.Add(id)) _portal.Media.Events.OnResolution(id, $"{id}-1", 640, 480);
    }

    private string WithFreshToken(string data, JsonElement result)
    {
        var request = JsonNode.Parse(data)!;
        var (user, role) = (result.GetProperty("user").GetString()!, result.GetProperty("role").GetString()!);
        request["token"] = _portal.CreateToken(user, role);
        return request.ToJsonString();
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
            if (Find(recorded[1], path) is { } from && Find(ours[1], path) is { } to && _ids.TrueForAll(id => id.Recorded != from)) _ids.Add((from, to));
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
        _ids.Aggregate(recorded, (text, id) => text.Replace(id.Recorded, id.Ours, StringComparison.Ordinal)).ToString(CultureInfo.InvariantCulture);

    private bool IsKnown(string id) => _ids.Exists(known => known.Ours == id);
}
