using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests.Transcripts;

/// <summary>For the same act, our requests have the form of the recorded ones.</summary>
public class RequestShapeTests
{
    private const string Raw = "raw-basic-1.2";
    private const string Simulcast = "jssdk-1.2-simulcast";
    private const string Browser = "jssdk-1.2-sio4";

    private static CancellationToken Token => TestConference.Token;

    public static TheoryData<ProtocolVersion, string> Versions() => new()
    {
        { ProtocolVersion.Version10, "raw-basic-1.0" },
        { ProtocolVersion.Version11, "raw-basic-1.1" },
        { ProtocolVersion.Version12, Raw },
    };

    /// <summary>More than the recorded client tells: 4.x servers demand runtime and os as well (PROTOCOL §0.3).</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Login(ProtocolVersion version, string recording)
    {
        await using var conference = await JoinAsync(version);
        var own = JsonNode.Parse(Own(conference, "login")!.Value.GetRawText())!;
        foreach (var addition in (string[])["runtime", "os"]) Assert.True(own["userAgent"]!.AsObject().Remove(addition));
        Assert.Equal(Shape.Of(First(recording, "login")), Shape.Of(JsonDocument.Parse(own.ToJsonString()).RootElement));
        Assert.Equal(First(recording, "login")!.Value.GetProperty("protocol").GetString(), own["protocol"]!.GetValue<string>());
    }

    /// <summary>
    /// Without <c>transport</c>, which only repeats what the server assumes: a WebRTC transport of its own (PROTOCOL §5.4).
    /// </summary>
    [Fact]
    public async Task PublishAndSubscribe()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(
            conference.Camera, new PublishOptions { Attributes = new JsonObject { ["name"] = "cam" } }, Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        foreach (var recording in (string[])[Raw, Browser])
        {
            foreach (var name in (string[])["publish", "subscribe"]) Assert.Equal(Shape.Of(First(recording, name), without: "transport"), Shape.Of(Own(conference, name)));
        }

        Assert.Equal(First(Raw, "publish")!.Value.GetProperty("media").GetRawText(), Own(conference, "publish")!.Value.GetProperty("media").GetRawText());
    }

    /// <summary>Without the <c>parameters</c> of a published video, which the server throws away (PROTOCOL §4.3).</summary>
    [Theory]
    [InlineData(ProtocolVersion.Version10, "raw-basic-1.0")]
    [InlineData(ProtocolVersion.Version11, "raw-basic-1.1")]
    public async Task PublishAndSubscribe_BeforeVersion12(ProtocolVersion version, string recording)
    {
        await using var conference = await JoinAsync(version);
        await using var publication = await conference.Client.PublishAsync(
            conference.Camera, new PublishOptions { Attributes = new JsonObject { ["name"] = "cam" } }, Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var recorded = JsonNode.Parse(First(recording, "publish")!.Value.GetRawText())!;
        Assert.True(recorded["media"]!["video"]!.AsObject().Remove("parameters"));
        Assert.Equal(recorded.ToJsonString(), Own(conference, "publish")!.Value.GetRawText());
        Assert.Equal(Shape.Of(First(recording, "subscribe")), Shape.Of(Own(conference, "subscribe")));
    }

    [Fact]
    public async Task SubscribeToALayer()
    {
        await using var conference = new TestConference();
        var added = Recording.Read(Simulcast).First(l => l.IsNotification && l.Event == "stream" && l.Data!.Value.GetProperty("status").GetString() == "add");
        conference.Portal.Streams.Add(added.Data!.Value.GetProperty("data").GetRawText());
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var options = new SubscribeOptions { Audio = null, Video = new VideoSubscribeOptions { Rid = "h" } };
        await using var subscription = await conference.Client.SubscribeAsync(conference.Client.RemoteStreams[1], options, Token);
        Assert.Equal(First(Simulcast, "subscribe")!.Value.GetProperty("media").GetRawText(), Own(conference, "subscribe")!.Value.GetProperty("media").GetRawText());
    }

    [Fact]
    public async Task OfferAndCandidate()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var recorded = Recording.Requests(Browser, "soac").ToArray();
        var own = conference.Signaling.Requests.Where(r => r.Name == "soac").ToArray();
        Assert.Equal(Shape.Of(recorded[0].Data), Shape.Of(own[0].Data));
        Assert.Equal(Shape.Of(recorded[1].Data), Shape.Of(own[1].Data));
        Assert.All(recorded.Where(r => r.Data!.Value.GetProperty("signaling").TryGetProperty("candidate", out _)), r =>
            Assert.StartsWith("a=candidate:", r.Data!.Value.GetProperty("signaling").GetProperty("candidate").GetProperty("candidate").GetString(), StringComparison.Ordinal));
        Assert.StartsWith("a=candidate:", own[1].Data!.Value.GetProperty("signaling").GetProperty("candidate").GetProperty("candidate").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Controls(ProtocolVersion version, string recording)
    {
        await using var conference = await JoinAsync(version);
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        foreach (var kinds in (TrackKinds[])[TrackKinds.Audio, TrackKinds.Video, TrackKinds.All])
        {
            await publication.MuteAsync(kinds, Token);
            await subscription.MuteAsync(kinds, Token);
        }

        foreach (var kinds in (TrackKinds[])[TrackKinds.Audio, TrackKinds.Video, TrackKinds.All])
        {
            await publication.UnmuteAsync(kinds, Token);
            await subscription.UnmuteAsync(kinds, Token);
        }

        foreach (var name in (string[])["stream-control", "subscription-control"])
        {
            var recorded = Recording.Requests(recording, name).Take(6).Select(r => Control(r.Data!.Value));
            Assert.Equal(recorded, conference.Signaling.Requests.Where(r => r.Name == name).Select(r => Control(r.Data!.Value)));
        }

        await subscription.StopAsync(Token);
        await publication.StopAsync(Token);
        await conference.Client.LeaveAsync(Token);
        foreach (var name in (string[])["unsubscribe", "unpublish", "logout"]) Assert.Equal(Shape.Of(First(recording, name)), Shape.Of(Own(conference, name)));

        static (string?, string?) Control(JsonElement data) => (data.GetProperty("operation").GetString(), data.GetProperty("data").GetString());
    }

    /// <summary>The recorded stream has a bitrate multiplier without effect (PROTOCOL §7.4), which this client does not send.</summary>
    [Fact]
    public async Task Update()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { Resolution = new Resolution(320, 240), FrameRate = 15 }, Token);
        await subscription.SwitchAsync(conference.Remote, cancellationToken: Token);
        var own = conference.Signaling.Requests.Where(r => r.Name == "subscription-control").Select(r => Shape.Of(r.Data)).ToArray();
        var recorded = Recording.Requests(Raw, "subscription-control").Where(r => r.Data!.Value.GetProperty("operation").GetString() == "update");
        Assert.Equal(recorded.Select(r => Shape.Of(r.Data)).Skip(1), own);
    }

    [Fact]
    public async Task Mixing()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var recorded = Recording.Requests(Raw, "stream-control").Skip(6).ToArray();
        conference.Signaling.On("stream-control", request =>
            request.Acknowledge(request.Data!.Value.GetProperty("operation").GetString() == "get-region" ? recorded[1].Ack![1].GetRawText() : "\"ok\""));
        await publication.MixAsync("common", Token);
        Assert.Equal("1", await publication.GetRegionAsync("common", Token));
        await publication.SetRegionAsync("common", "1", Token);
        await publication.UnmixAsync("common", Token);
        Assert.Equal(
            recorded.Select(r => Control(r.Data!.Value)),
            conference.Signaling.Requests.Where(r => r.Name == "stream-control").Select(r => Control(r.Data!.Value)));

        static (string, string) Control(JsonElement data) =>
            (data.GetProperty("operation").GetString()!, data.GetProperty("data").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Text(ProtocolVersion version, string recording)
    {
        await using var conference = await JoinAsync(version);
        await conference.Client.SendAsync("hello all", cancellationToken: Token);
        Assert.Equal(First(recording, "text")!.Value.GetRawText(), Own(conference, "text")!.Value.GetRawText());
    }

    private static async Task<TestConference> JoinAsync(ProtocolVersion version)
    {
        var conference = new TestConference(o => o with { ProtocolVersion = version });
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        return conference;
    }

    private static JsonElement? First(string recording, string name) => Recording.Requests(recording, name).First().Data;

    private static JsonElement? Own(TestConference conference, string name) => conference.Signaling.Requests.First(r => r.Name == name).Data;
}
