using OwtClient.Conference;
using OwtClient.Signaling;
using OwtClient.Testing;
using OwtClient.Tokens;

namespace OwtClient.Tests;

public class ConferenceClientJoinTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Join_TellsWhoAndWhatIsThere()
    {
        await using var conference = new TestConference();
        var states = new List<ClientState>();
        conference.Client.StateChanged += (_, e) => states.Add(e.NewState);

        var info = await conference.Client.JoinAsync(FakePortal.CreateToken("portal.example:8080", secure: true), Token);

        Assert.Equal("https://portal.example:8080/", conference.Signaling.Portal!.AbsoluteUri);
        Assert.Equal(("room", "me"), (info.RoomId, info.Self.Id));
        Assert.Equal(new Permission(new(true, true), new(true, true)), info.Self.Permission);
        Assert.Equal(["me", "bob"], info.Participants.Select(p => p.Id));
        Assert.Equal(["x"], info.RemoteStreams.Select(s => s.Id));
        Assert.Equal(ClientState.Connected, conference.Client.State);

        await conference.Client.LeaveAsync(Token);
        await conference.Client.DisposeAsync();
        Assert.Equal([ClientState.Connecting, ClientState.Connected, ClientState.Ready], states);
    }

    /// <summary>PROTOCOL §0.3, §3.3: all three parts, an SDK type that gets a ticket, the token unchanged.</summary>
    [Fact]
    public async Task Login_HasTheFormEveryServerTakes()
    {
        await using var conference = await TestConference.JoinAsync();
        var login = Assert.Single(conference.Signaling.Requests).Data!.Value;
        Assert.Equal(FakePortal.CreateToken(), login.GetProperty("token").GetString());
        Assert.Equal("1.2", login.GetProperty("protocol").GetString());
        var agent = login.GetProperty("userAgent");
        Assert.Equal("C++", agent.GetProperty("sdk").GetProperty("type").GetString());
        foreach (var member in (string[])["version"]) Assert.NotEmpty(agent.GetProperty("sdk").GetProperty(member).GetString()!);
        foreach (var part in (string[])["runtime", "os"])
        {
            Assert.NotEmpty(agent.GetProperty(part).GetProperty("name").GetString()!);
            Assert.NotEmpty(agent.GetProperty(part).GetProperty("version").GetString()!);
        }
    }

    [Fact]
    public async Task TextThatIsNoToken_ConnectsNothing()
    {
        await using var conference = new TestConference();
        await Assert.ThrowsAsync<TokenFormatException>(() => conference.Client.JoinAsync("nonsense!", Token));
        Assert.Null(conference.Signaling.Portal);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task PortalOutOfReach_IsNamed()
    {
        await using var conference = new TestConference();
        conference.Signaling.ConnectFailure = new SignalingException("It speaks TLS.");
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal(ConferenceError.SignalingFailed, failure.Error);
        Assert.Contains("It speaks TLS.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task PortalThatNeverConnects_TimesOut()
    {
        await using var conference = new TestConference();
        conference.Signaling.ConnectGate = new TaskCompletionSource().Task;
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        conference.Time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(joining.IsCompleted);
        conference.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(ConferenceError.Timeout, (await Assert.ThrowsAsync<ConferenceException>(() => joining)).Error);
    }

    [Fact]
    public async Task LoginRefused_CarriesTheServersWordsAndHangsUp()
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", request => request.Refuse("Expired"));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal((ConferenceError.Rejected, "Expired"), (failure.Error, failure.ServerText));
        Assert.False(conference.Signaling.IsConnected);
        Assert.Equal(["login"], conference.RequestNames);
    }

    /// <summary>
    /// PROTOCOL §1.4: a used token is never answered. §3.7: a login that is given up is followed by a logout, against ghosts.
    /// </summary>
    [Fact]
    public async Task Quirk_10_2_1_LoginNeverAnswered_TimesOutAndLogsOut()
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", _ => { });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        await conference.Signaling.WaitForRequestAsync("login", 1, Token);

        conference.Time.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<ConferenceException>(() => joining);
        Assert.Equal(ConferenceError.Timeout, failure.Error);
        Assert.Contains("used", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["login", "logout"], conference.RequestNames);
        Assert.Null(conference.Signaling.Requests[1].Data);
        Assert.False(conference.Signaling.IsConnected);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"ok\"")]
    [InlineData("""{"id":"me","room":5}""")]
    public async Task LoginResultThatIsNone_IsAProtocolViolation(string result)
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", request => request.Acknowledge(result));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal(ConferenceError.ProtocolViolation, failure.Error);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task ConnectionLostDuringLogin_FailsTheJoin()
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", _ => { });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        await conference.Signaling.WaitForRequestAsync("login", 1, Token);
        conference.Signaling.LoseConnection();
        Assert.Equal(ConferenceError.SignalingFailed, (await Assert.ThrowsAsync<ConferenceException>(() => joining)).Error);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    /// <summary>After most refusals the server hangs up (PROTOCOL §3.2). Whichever is handled first, the reason is the refusal.</summary>
    [Fact]
    public async Task RefusalWithTheConnectionsEndOnItsHeels_IsTheReason()
    {
        for (var round = 0; round < 200; round++)
        {
            await using var conference = new TestConference();
            conference.Signaling.On("login", _ => { });
            var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
            var login = await conference.Signaling.WaitForRequestAsync("login", 1, Token);

            login.Refuse("Room is full");
            conference.Signaling.LoseConnection(SignalingDisconnectReason.ServerClosed);

            var failure = await Assert.ThrowsAsync<ConferenceException>(() => joining);
            Assert.Equal((ConferenceError.Rejected, "Room is full"), (failure.Error, failure.ServerText));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CanceledWhileJoining_LeavesNothing(bool duringLogin)
    {
        await using var conference = new TestConference();
        using var cancel = new CancellationTokenSource();
        if (duringLogin) conference.Signaling.On("login", _ => { });
        else conference.Signaling.ConnectGate = new TaskCompletionSource().Task;
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), cancel.Token);
        if (duringLogin) await conference.Signaling.WaitForRequestAsync("login", 1, Token);

        await cancel.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
        Assert.Equal(cancel.Token, canceled.CancellationToken);
        Assert.Equal(duringLogin ? ["login", "logout"] : [], conference.RequestNames);
        Assert.False(conference.Signaling.IsConnected);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task LeaveWhileJoining_GivesTheJoinUp()
    {
        await using var conference = new TestConference();
        conference.Signaling.On("login", _ => { });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        await conference.Signaling.WaitForRequestAsync("login", 1, Token);
        await conference.Client.LeaveAsync(Token);
        Assert.Equal(ConferenceError.Left, (await Assert.ThrowsAsync<ConferenceException>(() => joining)).Error);
    }

    [Fact]
    public async Task JoinTwice_FailsAndChangesNothing()
    {
        await using var conference = await TestConference.JoinAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal(ClientState.Connected, conference.Client.State);
        Assert.Equal(["login"], conference.RequestNames);
    }

    [Fact]
    public async Task AfterLeaving_TheClientJoinsAgain()
    {
        await using var conference = await TestConference.JoinAsync();
        await conference.Client.LeaveAsync(Token);
        Assert.Empty(conference.Client.Participants);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        Assert.Equal(["login", "logout", "login"], conference.RequestNames);
        Assert.Equal(2, conference.Client.Participants.Count);
    }

    [Fact]
    public async Task ADisposedClient_DoesNotJoin()
    {
        var conference = await TestConference.JoinAsync();
        await conference.DisposeAsync();
        await conference.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal(["login", "logout"], conference.RequestNames);
    }

    /// <summary>PROTOCOL §10.2 no. 8: what comes before the login result is applied waits for it.</summary>
    [Fact]
    public async Task Quirk_10_2_8_NotificationBeforeTheLoginResult_IsAppliedAfterIt()
    {
        await using var conference = new TestConference();
        var joined = TestConference.NextAsync<ParticipantEventArgs>(h => conference.Client.ParticipantJoined += h);
        conference.Signaling.On("login", _ => { });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var login = await conference.Signaling.WaitForRequestAsync("login", 1, Token);

        conference.Signaling.Push("participant", """{"action":"join","data":{"id":"eve","user":"Eve","role":"viewer"}}""");
        Assert.False(joined.IsCompleted);
        login.Acknowledge("""{"id":"me","room":{"id":"room","participants":[{"id":"me"}]}}""");

        Assert.Equal(["me"], (await joining).Participants.Select(p => p.Id));
        Assert.Equal("eve", (await joined).Participant.Id);
    }

    [Fact]
    public async Task TheToken_IsNeverLogged()
    {
        var conference = await TestConference.JoinAsync();
        await conference.DisposeAsync();
        Assert.NotEmpty(conference.LoggedTexts);
        Assert.DoesNotContain(conference.LoggedTexts, text => text.Contains(FakePortal.CreateToken(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(7200)]
    public void OptionsOutOfRange_AreRefused(int seconds) =>
        Assert.Throws<ArgumentException>(() => new ConferenceClient(new ConferenceClientOptions { AnswerTimeout = TimeSpan.FromSeconds(seconds) }, new FakeSignaling()));
}
