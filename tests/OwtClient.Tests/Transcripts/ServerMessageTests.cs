using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Tests.Transcripts;

/// <summary>Everything the recorded server said is understood.</summary>
public class ServerMessageTests
{
    /// <summary>Fails on any member the client does not know, so that nothing is overlooked. See <see cref="WithoutLeaks"/>.</summary>
    private static readonly ProtocolJson Strict = new(new JsonSerializerOptions(ProtocolJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    /// <summary>Members that are read from every notification, by the notification's name; the others have types of their own.</summary>
    private static readonly Dictionary<string, string[]> KnownMembers = new()
    {
        ["participant"] = ["action", "data"],
        ["stream"] = ["id", "status", "data"],
        ["text"] = ["from", "to", "message"],
        ["progress"] = ["id", "sessionId", "status", "data"],
        ["session-progress"] = ["id", "sessionId", "status", "data"],
        ["drop"] = [],
    };

    public static TheoryData<string> Recordings() => [.. Recording.Names];

    [Fact]
    public void AllRecordings_AreHere()
    {
        Assert.Equal(16, Recording.Names.Count());
        foreach (var version in (string[])["1.0", "1.1", "1.2"])
        {
            Assert.Contains(Recording.Names, name => Recording.Requests(name, "login").Any(
                login => login.Data!.Value.TryGetProperty("protocol", out var protocol) && protocol.ToString() == version));
        }
    }

    /// <summary>Notifications as they came, and those that a relogin gave back.</summary>
    [Theory]
    [MemberData(nameof(Recordings))]
    public void EveryNotification_IsRead(string recording)
    {
        Assert.All(NotificationsOf(recording), notification =>
        {
            Assert.NotNull(NotificationParser.Parse(notification.Name, notification.Data, out var problem));
            Assert.Null(problem);
            if (notification.Data is not { ValueKind: JsonValueKind.Object } data) return;
            Assert.Empty(data.EnumerateObject().Select(member => member.Name).Except(KnownMembers[notification.Name]));
        });
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void EveryStream_IsReadWithAllItsMembers(string recording)
    {
        foreach (var json in StreamsOf(recording))
        {
            var message = WithoutLeaks(json).Deserialize(Strict.StreamInfoMessage)!;
            var description = StreamInfoReader.Read(message);
            Assert.Equal(LegacyMedia.TracksOf(message.Media).Count, description.AudioTracks.Count + description.VideoTracks.Sum(t => t.Layers.Count));
            Assert.Equal(message.Info!.Layout?.Length ?? 0, description.Layout.Count);
            Assert.Equal(description.Type == "forward", description.OwnerId is not null);
            Assert.All(description.Layout, region => Assert.IsType<RectangleArea>(region.Area));
            Assert.All(description.VideoTracks.SelectMany(t => t.Layers), layer => Assert.NotNull(layer.Format));
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void EveryReply_IsReadAsSuccessOrFailure(string recording)
    {
        foreach (var line in Recording.Read(recording).Where(l => l is { IsRequest: true, Ack.Length: > 0 }))
        {
            var succeeded = AckReader.TryRead(line.Ack!, out var result, out var error);
            Assert.Equal(line.Ack![0].GetString() == "ok", succeeded);
            if (!succeeded) Assert.Equal(line.Ack[1].GetString(), error);
            else if (line.Event is "publish" or "subscribe") Assert.NotNull(SessionReply.Read(result));
            else if (line.Event == "login") AssertLogin(line.Data!.Value, result!.Value);
        }
    }

    /// <summary>
    /// The whole conversation of each client, applied to a roster: every stream that is named was known, every change is a change unless
    /// the server repeats itself, and nothing is left over.
    /// </summary>
    [Theory]
    [InlineData("raw-basic-1.0")]
    [InlineData("raw-basic-1.1")]
    [InlineData("raw-basic-1.2")]
    [InlineData("jssdk-1.2-sio2")]
    [InlineData("jssdk-1.2-sio4")]
    public void AConversation_EndsWithWhatIsThere(string recording)
    {
        var rosters = new Dictionary<string, Roster>();
        var told = new HashSet<(string Client, string Id, string Update)>();
        foreach (var line in Recording.Read(recording))
        {
            var client = line.Json.GetProperty("client").GetString()!;
            if (line is { IsRequest: true, Event: "login" })
            {
                rosters[client] = new Roster();
                rosters[client].Reset(LoginResults.Read(line.Ack![1])!.Room!);
            }
            else if (line.IsNotification && NotificationParser.Parse(line.Event, line.Data, out _) is { } notification)
            {
                var before = rosters[client].Streams.Select(stream => stream.Id).ToArray();
                var change = rosters[client].Apply(notification);
                if (line.Event == "participant") Assert.NotNull(change);
                if (line.Event != "stream") continue;
                var (id, status) = (line.Data!.Value.GetProperty("id").GetString()!, line.Data.Value.GetProperty("status").GetString());
                if (status != "add") Assert.Contains(id, before);
                if (status == "add" == before.Contains(id)) continue;
                if (status != "update" || told.Add((client, id, line.Data.Value.GetProperty("data").GetRawText()))) Assert.NotNull(change);
            }
        }

        Assert.All(rosters.Values, roster => Assert.Equal("mixed", Assert.Single(roster.Streams).Type));
    }

    /// <summary>The same publication, described in the three versions: only what the older ones lose differs (PROTOCOL §4.13).</summary>
    [Fact]
    public void ThePublication_IsTheSameInEveryVersion()
    {
        var descriptions = ((string[])["raw-basic-1.0", "raw-basic-1.1", "raw-basic-1.2"]).Select(Published).ToArray();
        Assert.Equal(descriptions[2], descriptions[1]);
        Assert.Equal(descriptions[2], descriptions[0]);

        static string Published(string recording)
        {
            var json = StreamsOf(recording).Last(stream => stream.GetProperty("type").GetString() == "forward");
            var stream = StreamInfoReader.Read(json.Deserialize(ProtocolJson.Default.StreamInfoMessage)!);
            return JsonSerializer.Serialize(stream with
            {
                OwnerId = null, // another one in each recording
                AudioTracks = [.. stream.AudioTracks.Select(track => track with { TrackId = null, Mid = null })],
                VideoTracks = [.. stream.VideoTracks.Select(track => new VideoTrackSettings(
                    null, [.. track.Layers.Select(layer => layer with { TrackId = null, Mid = null })]))],
            });
        }
    }

    [Fact]
    public void SimulcastLayers_AreTogether()
    {
        var json = StreamsOf("jssdk-1.2-simulcast").Last(stream => stream.GetProperty("type").GetString() == "forward");
        var stream = RemoteStream.Create("s", StreamInfoReader.Read(json.Deserialize(ProtocolJson.Default.StreamInfoMessage)!));
        Assert.Equal(["f", "h", "q"], Assert.Single(stream.VideoTracks).Layers.Select(layer => layer.Rid!).Order(StringComparer.Ordinal));
        Assert.All(stream.VideoLayers, layer => Assert.EndsWith($"-{layer.Mid}:{layer.Rid}", layer.TrackId, StringComparison.Ordinal));
    }

    private static void AssertLogin(JsonElement request, JsonElement result)
    {
        var sdk = request.GetProperty("userAgent").GetProperty("sdk").GetProperty("type").GetString();
        var login = LoginResults.Read(result);
        Assert.NotNull(login?.Room?.Id);
        Assert.Equal(sdk is "JavaScript" or "C++", login.ReconnectionTicket is not null); // PROTOCOL §3.3
        Assert.Contains(login.Room.Participants!, p => p.Id == login.Id);
        var allowed = result.GetProperty("permission").GetProperty("publish").GetProperty("video").GetBoolean();
        Assert.Equal(new MediaPermission(allowed, allowed), LoginResults.PermissionOf(login).Publish);
        WithoutLeaks(result).Deserialize(Strict.LoginResult);
    }

    /// <summary>Without what the server lets slip about its own cluster (PROTOCOL §7.1), which is nobody's business.</summary>
    private static JsonNode WithoutLeaks(JsonElement json)
    {
        var root = JsonNode.Parse(json.GetRawText())!;
        foreach (var stream in root["room"]?["streams"]?.AsArray().ToArray() ?? [root]) (stream?["info"] as JsonObject)?.Remove("origin");
        return root;
    }

    private static IEnumerable<(string Name, JsonElement? Data)> NotificationsOf(string recording)
    {
        foreach (var line in Recording.Read(recording))
        {
            if (line.IsNotification) yield return (line.Event, line.Data);
            if (line is not { IsRequest: true, Event: "relogin", Ack: [_, { ValueKind: JsonValueKind.Object } result, ..] }) continue;
            foreach (var message in result.GetProperty("messages").EnumerateArray())
            {
                yield return (message.GetProperty("event").GetString()!, message.GetProperty("data"));
            }
        }
    }

    private static IEnumerable<JsonElement> StreamsOf(string recording)
    {
        foreach (var line in Recording.Read(recording))
        {
            if (line is { IsRequest: true, Event: "login", Ack: [_, { ValueKind: JsonValueKind.Object } result, ..] })
            {
                foreach (var stream in result.GetProperty("room").GetProperty("streams").EnumerateArray()) yield return stream;
            }
            else if (line is { IsNotification: true, Event: "stream", Data: { } data } && data.TryGetProperty("data", out var inner))
            {
                if (data.GetProperty("status").GetString() == "add") yield return inner;
                else if (inner.GetProperty("field").GetString() == ".") yield return inner.GetProperty("value");
            }
        }
    }
}
