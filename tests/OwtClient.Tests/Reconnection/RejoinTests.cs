using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Reconnection;

/// <summary>The server no longer keeps the place, and the client comes back as somebody new.</summary>
public class RejoinTests
{
    private static CancellationToken Token => TestConference.Token;

    [Theory]
    [InlineData(true)] // the place is gone
    [InlineData(false)] // the server never gave a ticket
    public async Task WithATokenProvider_TheClientJoinsAnew(bool hadTicket)
    {
        var tokens = 0;
        await using var conference = await JoinAsync(_ => ValueTask.FromResult(FakePortal.CreateToken($"portal{++tokens}.example:8080")), hadTicket);
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Portal.ParticipantId = "me again";
        conference.Signaling.LoseConnection();

        var args = await back;
        Assert.Equal((ReconnectKind.Rejoined, 1), (args.Kind, args.Attempts));
        Assert.Equal("me again", conference.Client.Self!.Id);
        Assert.Equal(ClientState.Connected, conference.Client.State);
        Assert.Equal(2, tokens);
        Assert.Equal("https://portal2.example:8080/", conference.Signaling.Portal!.ToString());
        Assert.Equal(hadTicket ? ["login", "relogin", "login"] : ["login", "login"], conference.RequestNames);
    }

    [Fact]
    public async Task TheRoomIsComparedWithBefore()
    {
        await using var conference = await JoinAsync();
        var before = conference.Remote;
        var events = new List<string>();
        conference.Client.ParticipantJoined += (_, e) => events.Add($"joined {e.Participant.Id}");
        conference.Client.ParticipantLeft += (_, e) => events.Add($"left {e.Participant.Id}");
        conference.Client.StreamAdded += (_, e) => events.Add($"added {e.Stream.Id}");
        conference.Client.StreamEnded += (_, e) => events.Add($"ended {e.Stream.Id}");
        conference.Client.StreamUpdated += (_, e) => events.Add($"updated {e.Stream.Id}");
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Signaling.Push("stream", $$$"""{"id":"y","status":"add","data":{{{FakePortal.ForwardStream("y", "bob")}}}}""");
        conference.Signaling.Push("participant", """{"action":"join","data":{"id":"eve","user":"Eve","role":"viewer"}}""");

        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Portal.ParticipantId = "me again";
        conference.Portal.Streams.Add(FakePortal.ForwardStream("z", "carol"));
        conference.Portal.Participants.Add("""{"id":"carol","user":"Carol","role":"presenter"}""");
        conference.Signaling.LoseConnection();
        await back;

        Assert.Equal(["added y", "joined eve", "left eve", "ended y", "joined carol", "updated x", "added z"], events);
        Assert.Equal(["bob", "carol", "me again"], conference.Client.Participants.Select(p => p.Id).Order());
        Assert.Same(before, conference.Remote);
    }

    /// <summary>Old sessions may still stand on the server, where everybody may remove them who knows their ids (PROTOCOL §4.7).</summary>
    [Fact]
    public async Task PublicationsAndSubscriptions_AreBroughtBack_AndTheOldOnesRemoved()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var published = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
        var subscribed = TestConference.NextAsync<SessionRestoredEventArgs>(h => subscription.Restored += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.On("unpublish", request => request.Refuse("Stream does NOT exist"));
        conference.Signaling.On("unsubscribe", request => request.Refuse("Subscription does NOT exist"));
        conference.Signaling.LoseConnection();

        Assert.Equal("session-1", (await published).OldId);
        Assert.Equal("session-2", (await subscribed).OldId);
        Assert.Equal(["session-3", "session-4"], new[] { publication.Id, subscription.Id }.Order());
        Assert.Equal((SessionState.Active, SessionState.Active), (publication.State, subscription.State));
        Assert.Equal("session-1", Id(await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token)));
        Assert.Equal("session-2", Id(await conference.Signaling.WaitForRequestAsync("unsubscribe", 1, Token)));
        Assert.Equal(4, conference.Engine.Connections.Count);
        Assert.DoesNotContain(conference.LoggedTexts, text => text.Contains("could not be removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StreamThatIsNoLongerThere_EndsItsSubscription()
    {
        await using var conference = await JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Portal.Streams.Clear();
        conference.Signaling.LoseConnection();
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
    }

    [Fact]
    public async Task RequestsMadeMeanwhile_LeaveInTheNewParticipation()
    {
        await using var conference = await JoinAsync();
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        var sending = conference.Client.SendAsync("hello", cancellationToken: Token);
        var publishing = conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Hold.SetResult();
        await sending;
        await using var publication = await publishing;
        Assert.Equal(["login", "relogin", "login", "text", "publish"], conference.RequestNames.Take(5));
    }

    [Fact]
    public async Task ProviderThatFails_IsAskedAgain()
    {
        var calls = 0;
        await using var conference = await JoinAsync(_ => ++calls == 2
            ? throw new HttpRequestException("no tokens today")
            : ValueTask.FromResult(FakePortal.CreateToken()));
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.LoseConnection();
        Assert.Equal((ReconnectKind.Rejoined, 2), ((await back).Kind, calls - 1));
        Assert.Single(conference.RequestNames, "relogin"); // a refused ticket is not shown again
    }

    [Fact]
    public async Task ProviderThatHangs_IsGivenUp()
    {
        var calls = 0;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var conference = await JoinAsync(_ =>
        {
            if (++calls != 2) return ValueTask.FromResult(FakePortal.CreateToken());
            asked.SetResult();
            return new ValueTask<string>(new TaskCompletionSource<string>().Task);
        });
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.LoseConnection();
        await asked.Task.WaitAsync(Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(2, (await back).Attempts);
    }

    /// <summary>The login may still succeed, and its participant would stay in the room (PROTOCOL §3.7).</summary>
    [Fact]
    public async Task LoginNeverAnswered_IsUndone_AndTriedWithAnotherToken()
    {
        await using var conference = await JoinAsync();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        var login = new TaskCompletionSource<FakeRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Signaling.On("login", request => login.SetResult(request));
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.LoseConnection();
        await login.Task.WaitAsync(Token);
        conference.Signaling.On("login", conference.Portal.LogIn);
        conference.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, (await back).Attempts);
        Assert.Equal(["login", "relogin", "login", "logout", "login"], conference.RequestNames);
    }

    [Fact]
    public async Task LeavingWhileTheTokenIsFetched_Ends()
    {
        var calls = 0;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var conference = await JoinAsync(async cancellationToken =>
        {
            if (++calls == 1) return FakePortal.CreateToken();
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.LoseConnection();
        await asked.Task.WaitAsync(Token);
        await conference.Client.LeaveAsync(Token);
        Assert.Equal(DisconnectReason.Left, (await disconnected).Reason);
    }

    [Fact]
    public async Task PolicyKnows_ThatTheClientCanRejoin()
    {
        var policy = new Attempts(2);
        await using var conference = await JoinAsync(policy: policy);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.ConnectFailure = new SignalingException("nobody there");
        conference.Signaling.LoseConnection();
        Assert.Equal(DisconnectReason.GaveUp, (await disconnected).Reason);
        Assert.All(policy.Asked, c => Assert.True(c.CanRejoin));
    }

    /// <summary>The provider's own exception of the first join is the caller's.</summary>
    [Fact]
    public async Task FirstToken_ItsFailureComesToTheCaller()
    {
        await using var conference = new TestConference();
        var provider = TokenProvider.FromDelegate(_ => throw new HttpRequestException("no tokens today"));
        await Assert.ThrowsAsync<HttpRequestException>(() => conference.Client.JoinAsync(provider, Token));
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    private static async Task<TestConference> JoinAsync(
        Func<CancellationToken, ValueTask<string>>? getToken = null, bool hasTicket = true, IReconnectPolicy? policy = null)
    {
        var conference = new TestConference(o => o with { ReconnectPolicy = policy ?? new Attempts(10), MediaRecoveryPolicy = new Attempts(10) });
        conference.Portal.TicketLifetime = hasTicket ? TimeSpan.FromMinutes(10) : null;
        await conference.Client.JoinAsync(
            TokenProvider.FromDelegate(getToken ?? (_ => ValueTask.FromResult(FakePortal.CreateToken()))), Token);
        return conference;
    }

    private static string Id(FakeRequest removal) => removal.Data!.Value.GetProperty("id").GetString()!;
}
