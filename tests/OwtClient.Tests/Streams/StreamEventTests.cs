using OwtClient.Conference;
using OwtClient.Streams;

namespace OwtClient.Tests.Streams;

public class StreamEventTests
{
    private const string Mixed = """
        {"id":"room-common","type":"mixed","data":null,"info":{"label":"common","activeInput":"unknown","layout":[]},
         "media":{"tracks":[{"type":"audio","format":{"codec":"opus"},"status":"active"},{"type":"video","format":{"codec":"vp8"},"status":"active"}]}}
        """;

    private static CancellationToken Token => TestConference.Token;

    /// <summary>Each change is told by the stream, then by the client, in the order of the notifications.</summary>
    [Fact]
    public async Task Changes_AreToldByTheStreamAndByTheClient()
    {
        await using var conference = new TestConference();
        conference.Portal.Streams.Add(Mixed);
        await conference.Client.JoinAsync(OwtClient.Testing.FakePortal.CreateToken(), Token);
        var mixed = Assert.IsType<RemoteMixedStream>(conference.Client.RemoteStreams[1]);
        var events = new List<string>();
        conference.Remote.Muted += (_, e) => events.Add($"muted {e.Tracks}");
        conference.Remote.Unmuted += (_, e) => events.Add($"unmuted {e.Tracks}");
        conference.Remote.Updated += (_, e) => events.Add($"updated {e.Update}");
        conference.Remote.Ended += (_, e) => events.Add($"ended {e.Stream.Id}");
        mixed.LayoutChanged += (_, e) => events.Add($"layout {e.Layout.Single().StreamId} {((RectangleArea)e.Layout.Single().Area!).Width}");
        mixed.ActiveInputChanged += (_, e) => events.Add($"input {e.ActiveInput?.StreamId ?? "none"}");
        conference.Client.StreamUpdated += (_, e) => events.Add($"client {e.GetType().Name}");
        conference.Client.StreamEnded += (_, e) => events.Add($"client {e.Stream.Id}");
        var over = TestConference.NextAsync<MessageReceivedEventArgs>(h => conference.Client.MessageReceived += h);

        Update("x", "audio.status", "\"inactive\"");
        Update("x", "audio.status", "\"inactive\"");
        Update("x", "audio.status", "\"active\"");
        Update("room-common", "video.layout", """[{"stream":"x","region":{"id":"1","area":{"left":"0","top":"0","width":"1/3","height":"1"}}}]""");
        Update("room-common", "activeInput", "\"x\"");
        Update("x", ".", OwtClient.Testing.FakePortal.ForwardStream("x", "bob"));
        conference.Signaling.Push("stream", """{"id":"x","status":"remove"}""");
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"over"}""");
        await over;

        Assert.Equal(
            [
                "updated Status", "muted Audio", "client StreamStatusChangedEventArgs",
                "updated Status", "unmuted Audio", "client StreamStatusChangedEventArgs",
                "layout x 1/3", "client StreamLayoutChangedEventArgs",
                "input x", "client StreamActiveInputChangedEventArgs",
                "updated Description", "client StreamUpdatedEventArgs",
                "ended x", "client x",
            ],
            events);

        void Update(string id, string field, string value) => conference.Signaling.Push(
            "stream", $$$"""{"id":"{{{id}}}","status":"update","data":{"field":"{{{field}}}","value":{{{value}}}}}""");
    }
}
