using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests.Quirks;

/// <summary>PROTOCOL §10.1 and §10.2, as far as no other test has the quirk's number in its name.</summary>
public class SignalingQuirkTests
{
    private static readonly string[] SdksWithTickets = ["Objective-C", "C++", "Android", "JavaScript"];

    private static CancellationToken Token => TestConference.Token;

    /// <summary>The documented <c>reconnection</c> is ignored: the name of the SDK decides.</summary>
    [Fact]
    public async Task Quirk_10_1_3_LoginHasNoReconnectionMember_AndASdkNameThatGetsATicket()
    {
        await using var conference = await TestConference.JoinAsync();
        var login = conference.Signaling.Requests.Single(r => r.Name == "login").Data!.Value;
        Assert.False(login.TryGetProperty("reconnection", out _));
        Assert.Contains(login.GetProperty("userAgent").GetProperty("sdk").GetProperty("type").GetString(), SdksWithTickets);
    }

    [Fact]
    public async Task Quirk_10_1_6_NumbersOfTheReplayBeginAtOne()
    {
        await using var conference = await TestConference.JoinAsync(o => o with { ReconnectPolicy = new ExponentialReconnectPolicy() }, TimeSpan.FromMinutes(10));
        var texts = new List<string>();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Client.MessageReceived += (_, e) => texts.Add(e.Text);
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"one"}""");
        conference.Signaling.On("relogin", request => request.Acknowledge("""
            {"ticket":"dA==","messages":[{"event":"text","data":{"from":"bob","to":"all","message":"one"},"seq":1},
                                        {"event":"text","data":{"from":"bob","to":"all","message":"two"},"seq":2}]}
            """));
        conference.Signaling.LoseConnection();
        await back;
        Assert.Equal(["one", "two"], texts);
    }

    [Fact]
    public async Task Quirk_10_1_7_NoTransportIsNamed()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var requests = conference.Signaling.Requests.Where(r => r.Name is "publish" or "subscribe").ToArray();
        Assert.Equal(2, requests.Length);
        Assert.All(requests, request => Assert.False(request.Data!.Value.TryGetProperty("transport", out _)));
    }

    [Fact]
    public async Task Quirk_10_1_8_AttributesAreLeftOut_NeverNull()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var plain = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var named = await conference.Client.PublishAsync(
            conference.Camera, new PublishOptions { Attributes = new JsonObject { ["name"] = "desk" } }, Token);
        var requests = conference.Signaling.Requests.Where(r => r.Name == "publish").ToArray();
        Assert.False(requests[0].Data!.Value.TryGetProperty("attributes", out _));
        Assert.Equal("desk", requests[1].Data!.Value.GetProperty("attributes").GetProperty("name").GetString());
    }

    /// <summary>Sessions and transports have ids of their own, and each request wants one of them (PROTOCOL §5.1).</summary>
    [Fact]
    public async Task Quirk_10_1_10_SignalingNamesTheTransport_RemovalTheSession()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("publish", request => request.Acknowledge("""{"id":"the session","transportId":"the transport"}"""));
        conference.Portal.ReportsReady = false;
        var (publishing, offer) = await conference.PublishUntilAsync("soac", Token);
        Assert.Equal("the transport", offer.Data!.Value.GetProperty("id").GetString());
        conference.Signaling.Push("progress", """{"id":"the transport","status":"ready"}""");
        conference.Signaling.Push("progress", """{"id":"the transport","sessionId":"the session","status":"ready"}""");
        var publication = await publishing.WaitAsync(Token);
        await publication.StopAsync(Token);
        Assert.Equal("""{"id":"the session"}""", conference.Signaling.Requests.Single(r => r.Name == "unpublish").Data!.Value.GetRawText());
    }

    /// <summary>Without the prefix the server ignores a candidate and says nothing.</summary>
    [Fact]
    public async Task Quirk_10_1_19_CandidatesBeginWithA()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var candidates = conference.Signaling.Requests.Where(r => r.Name == "soac").Select(r => r.Data!.Value.GetProperty("signaling"))
            .Where(s => s.GetProperty("type").GetString() == "candidate").Select(s => s.GetProperty("candidate").GetProperty("candidate").GetString()!);
        Assert.Contains(candidates, text => text.Length > 0); // the last one is the end of candidates
        Assert.All(candidates.Where(text => text.Length > 0), text => Assert.StartsWith("a=candidate:", text, StringComparison.Ordinal));
    }

    /// <summary>The server would only compare it; the offer decides.</summary>
    [Fact]
    public async Task Quirk_10_1_25_NoFormatIsAskedFor_TheOfferDecides()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(
            conference.Remote, new SubscribeOptions { Video = new VideoSubscribeOptions { Codecs = [WebRtc.RtpCodec.Vp8] } }, Token);
        var tracks = conference.Signaling.Requests.Single(r => r.Name == "subscribe").Data!.Value.GetProperty("media").GetProperty("tracks");
        Assert.All(tracks.EnumerateArray(), track => Assert.False(track.TryGetProperty("format", out _)));
        Assert.Equal(["VP8"], conference.Engine.Connections[0].Transceivers[1].Options.Codecs.Select(c => c.Name));
    }

    /// <summary>Null crashes portals, as a whole and in some places inside.</summary>
    [Fact]
    public async Task Quirk_10_2_3_NothingThatIsSentIsNullOrHoldsNull()
    {
        await using var conference = await TestConference.JoinAsync();
        await using (var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token))
        await using (var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token))
        {
            await publication.MuteAsync(cancellationToken: Token);
            await publication.MixAsync("common", Token);
            await subscription.MuteAsync(cancellationToken: Token);
            await subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 12 }, Token);
            await conference.Client.SendAsync("hello", cancellationToken: Token);
        }

        await conference.Client.LeaveAsync(Token);
        Assert.Contains("logout", conference.RequestNames);
        Assert.All(conference.Signaling.Requests, request => Assert.DoesNotContain("null", request.Data?.GetRawText() ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quirk_10_2_4_LogoutAndRefreshHaveNoArgument()
    {
        await using var conference = await TestConference.JoinAsync(null, TimeSpan.FromMinutes(10));
        conference.Time.Advance(TimeSpan.FromMinutes(9));
        await conference.Signaling.WaitForRequestAsync("refreshReconnectionTicket", 1, Token);
        await conference.Client.LeaveAsync(Token);
        string[] bare = ["refreshReconnectionTicket", "logout"];
        Assert.Equal(bare, conference.Signaling.Requests.Where(r => bare.Contains(r.Name)).Select(r => r.Name));
        Assert.All(conference.Signaling.Requests.Where(r => bare.Contains(r.Name)), request => Assert.Null(request.Data));
    }

    /// <summary>Such requests vanish on the server.</summary>
    [Fact]
    public async Task Quirk_10_2_5_NothingIsSentBeforeTheLoginIsAnswered()
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", _ => { });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var login = await conference.Signaling.WaitForRequestAsync("login", 1, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => conference.Client.SendAsync("too early", cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        conference.Portal.LogIn(login);
        await joining;
        Assert.Equal(["login"], conference.RequestNames);
    }

    /// <summary>Client libraries differ in what they do then; this client has its own loop, and treats it as any loss.</summary>
    [Fact]
    public async Task Quirk_10_2_7_AServerThatHangsUp_IsALossLikeAnyOther()
    {
        await using var conference = await TestConference.JoinAsync(null, TimeSpan.FromMinutes(10));
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Signaling.LoseConnection(SignalingDisconnectReason.ServerClosed);
        Assert.Equal(ReconnectKind.Resumed, (await back).Kind);
    }

    /// <summary>Whoever knows an id may end the session: a removal must never name another one's.</summary>
    [Fact]
    public async Task Quirk_10_2_15_EachRemovalNamesItsOwnSession_Once()
    {
        await using var conference = await TestConference.JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var (oldId, otherId) = (subscription.Id, publication.Id);
        await subscription.StopAsync(Token);
        await subscription.StopAsync(Token);
        await publication.DisposeAsync();
        var removals = conference.Signaling.Requests.Where(r => r.Name is "unpublish" or "unsubscribe")
            .Select(r => (r.Name, r.Data!.Value.GetProperty("id").GetString()));
        Assert.Equal([("unsubscribe", oldId), ("unpublish", otherId)], removals);
    }

    /// <summary>The room may be configured so that nothing is ever notified.</summary>
    [Fact]
    public async Task Quirk_10_2_17_WithoutNotifications_PublishingCompletes()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.ReportsReady = false; // and with it the stream's announcement
        var (publishing, _) = await conference.PublishUntilAsync("soac", Token);
        conference.Portal.ReportReady("session-1");
        await using var publication = await publishing.WaitAsync(Token);
        Assert.Equal(SessionState.Active, publication.State);
        Assert.DoesNotContain(conference.Client.RemoteStreams, s => s.Id == publication.Id);
    }
}
