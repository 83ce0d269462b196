using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OwtClient.Channels;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;

namespace OwtClient.Tests.Transcripts;

/// <summary>Everything the recorded server said is understood.</summary>
public class ServerMessageTests
{
    /// <summary>Fails on any member the client does not know, so that nothing is overlooked. See <see cref="WithoutLeaks"/>.</summary>
    private static readonly ProtocolJson Strict = new(new JsonSerializerOptions(ProtocolJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    public static TheoryData<string> Recordings() => [.. Recording.Protocol12];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void EveryNotification_IsRead(string recording)
    {
        var notifications = Recording.Read(recording).Where(l => l.IsNotification).ToList();
        Assert.All(notifications, line =>
        {
            Assert.NotNull(NotificationParser.Parse(line.Event, line.Data, out var problem));
            Assert.Null(problem);
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
            Assert.Equal(message.Media!.Tracks!.Count(t => t.Type == "video"), description.VideoLayers.Count);
            Assert.Equal(message.Info!.Layout?.Length ?? 0, description.Layout.Count);
            Assert.Equal(description.Type == "forward", description.OwnerId is not null);
            foreach (var layer in description.VideoLayers) Assert.NotNull(layer.Format);
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
            else if (line.Event == "login") AssertLogin(result!.Value);
        }
    }

    /// <summary>
    /// The whole conversation of each client, applied to a roster: every stream that is named was known, and none is left over.
    /// </summary>
    [Theory]
    [InlineData("raw-basic-1.2")]
    [InlineData("jssdk-1.2-sio4")]
    public void AConversation_EndsWithWhatIsThere(string recording)
    {
        var rosters = new Dictionary<string, Roster>();
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
                var change = rosters[client].Apply(notification);
                if (line.Event is "participant") Assert.NotNull(change);
                if (line.Event is "stream" && line.Data!.Value.GetProperty("status").GetString() != "add") Assert.NotNull(change);
            }
        }

        Assert.All(rosters.Values, roster => Assert.All(roster.Streams, stream => Assert.Equal("mixed", stream.Type)));
    }

    private static void AssertLogin(JsonElement result)
    {
        var login = LoginResults.Read(result);
        Assert.NotNull(login?.Room?.Id);
        Assert.NotNull(login.ReconnectionTicket);
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
