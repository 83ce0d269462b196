using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Reconnection;

/// <summary>The signaling connection is lost and the server keeps the place (PROTOCOL §3.6, §3.7).</summary>
public class ResumeTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Quirk_10_2_6_Loss_IsRepairedWithTheTicket_AndMediaGoesOn()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var events = new List<string>();
        var states = new List<ClientState>();
        conference.Client.Reconnecting += (_, e) => events.Add($"reconnecting: {e.Exception?.Message}");
        conference.Client.Disconnected += (_, e) => events.Add($"disconnected: {e.Reason}");
        conference.Client.StateChanged += (_, e) => states.Add(e.NewState);
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);

        conference.Signaling.LoseConnection(SignalingDisconnectReason.ConnectionLost, new IOException("wire cut"));

        var args = await back;
        Assert.Equal((ReconnectKind.Resumed, 1, 0L), (args.Kind, args.Attempts, args.LostNotifications));
        Assert.Equal(["reconnecting: wire cut"], events);
        Assert.Equal([ClientState.Reconnecting, ClientState.Connected], states);
        Assert.Single(conference.Signaling.Requests, r => r.Name == "login");
        Assert.Equal("ticket-1", TicketId(Assert.Single(conference.Signaling.Requests, r => r.Name == "relogin")));
        Assert.Equal((SessionState.Active, "session-1"), (publication.State, publication.Id));
        Assert.False(conference.Engine.Connections.Single().IsDisposed);
    }

    /// <summary>Quirk: everything since login is replayed, and live notifications carry no number.</summary>
    [Fact]
    public async Task WhatWasMissed_ComesOnce_InOrder_AndBeforeReconnected()
    {
        await using var conference = await JoinAsync();
        var texts = new List<string>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Client.MessageReceived += (_, e) =>
        {
            texts.Add(e.Text);
            if (e.Text == "last") last.SetResult();
        };
        conference.Client.Reconnected += (_, _) => texts.Add("(back)");

        Say(conference, "live");
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        for (var i = 0; i < 1000; i++) Say(conference, $"{i}");
        conference.Hold.SetResult();
        await conference.Signaling.WaitForRequestAsync("relogin", 1, Token);
        Say(conference, "last");
        await last.Task.WaitAsync(Token);

        Assert.Equal(["live", .. Enumerable.Range(0, 1000).Select(i => $"{i}"), "(back)", "last"], texts);
    }

    [Fact]
    public async Task RequestsMadeMeanwhile_LeaveInOrderWhenTheClientIsBack()
    {
        await using var conference = await JoinAsync();
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        var sending = Enumerable.Range(0, 1000).Select(i => conference.Client.SendAsync($"{i}", cancellationToken: Token)).ToArray();
        Assert.DoesNotContain("text", conference.RequestNames);

        conference.Hold.SetResult();
        await Task.WhenAll(sending);

        var sent = conference.Signaling.Requests.Where(r => r.Name == "text").Select(r => r.Data!.Value.GetProperty("message").GetString());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), sent);
    }

    [Fact]
    public async Task RequestsMadeMeanwhile_FailByTheirOwnLimit()
    {
        await using var conference = await JoinAsync();
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        var sending = conference.Client.SendAsync("hello", cancellationToken: Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => sending);
        Assert.Equal(ConferenceError.Timeout, failure.Error);
        Assert.Contains("waited for a connection", failure.Message, StringComparison.Ordinal);

        using var giveUp = new CancellationTokenSource();
        sending = conference.Client.SendAsync("hello", cancellationToken: giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.DoesNotContain("text", conference.RequestNames);
    }

    /// <summary>Nobody knows whether it was done, so it must neither be repeated nor be reported as done.</summary>
    [Fact]
    public async Task RequestUnderWayAtTheLoss_Fails()
    {
        await using var conference = await JoinAsync();
        conference.Signaling.On("text", _ => { });
        var sending = conference.Client.SendAsync("hello", cancellationToken: Token);
        conference.Signaling.LoseConnection();
        Assert.Equal(ConferenceError.SignalingFailed, (await Assert.ThrowsAsync<ConferenceException>(() => sending)).Error);
        Assert.Single(conference.RequestNames, "text");
    }

    /// <summary>The answer to an offer may come with the replay.</summary>
    [Fact]
    public async Task PublishUnderWayAtTheLoss_GoesOn()
    {
        await using var conference = await JoinAsync();
        conference.Portal.AnswersOffers = false;
        var (publishing, offer) = await conference.PublishUntilAsync("soac", Token);
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        conference.Portal.AnswerOffer(offer);
        conference.Hold.SetResult();
        await back;
        await using var publication = await publishing.WaitAsync(Token);
        Assert.Equal(SessionState.Active, publication.State);
    }

    [Fact]
    public async Task LostAgainBeforeTheAnswer_TriesOn()
    {
        await using var conference = await JoinAsync();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        var number = 0;
        conference.Signaling.On("relogin", request =>
        {
            if (++number > 2) conference.Portal.Resume(request);
            else Task.Run(() => conference.Signaling.LoseConnection(), CancellationToken.None);
        });
        conference.Signaling.LoseConnection();
        var args = await back;
        Assert.Equal((ReconnectKind.Resumed, 3), (args.Kind, args.Attempts));
        Assert.Equal(ClientState.Connected, conference.Client.State);
    }

    [Fact]
    public async Task ReloginNeverAnswered_IsGivenUpAndTriedAgain()
    {
        await using var conference = await JoinAsync();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Signaling.On("relogin", _ => { });
        conference.Signaling.LoseConnection();
        await conference.Signaling.WaitForRequestAsync("relogin", 1, Token);
        conference.Signaling.On("relogin", conference.Portal.Resume);
        conference.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, (await back).Attempts);
    }

    [Fact]
    public async Task Refused_EndsTheStay_WithItsReason()
    {
        await using var conference = await JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => publication.Ended += h);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Portal.ReloginRefusal = "Client does NOT exist";
        conference.Signaling.LoseConnection();

        var args = await disconnected;
        Assert.Equal(DisconnectReason.ResumeRefused, args.Reason);
        Assert.Equal("Client does NOT exist", Assert.IsType<ConferenceException>(args.Exception).ServerText);
        Assert.Equal(SessionEndReason.Disconnected, (await ended).Reason);
        Assert.Equal(ClientState.Ready, conference.Client.State);
        Assert.Single(conference.RequestNames, "relogin");
    }

    [Fact]
    public async Task NothingHelps_GivesUpByThePolicy()
    {
        var policy = new Attempts(3);
        await using var conference = await JoinAsync(policy);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.ConnectFailure = new SignalingException("nobody there");
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        var sending = conference.Client.SendAsync("hello", cancellationToken: Token);
        conference.Hold.SetResult();

        var args = await disconnected;
        Assert.Equal(DisconnectReason.GaveUp, args.Reason);
        Assert.Contains("nobody there", args.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3], policy.Asked.Select(c => c.Attempts));
        Assert.All(policy.Asked, c => Assert.False(c.CanRejoin));
        Assert.Equal(ConferenceError.SignalingFailed, (await Assert.ThrowsAsync<ConferenceException>(() => sending)).Error);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Theory]
    [InlineData(true)] // the policy does not want to
    [InlineData(false)] // the server gave no ticket
    public async Task WithoutTicketOrWish_TheLossIsTheEnd(bool hasTicket)
    {
        await using var conference = new TestConference(o => o with { ReconnectPolicy = hasTicket ? ReconnectPolicy.None : new Attempts(3) });
        conference.Portal.TicketLifetime = hasTicket ? TimeSpan.FromMinutes(10) : null;
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.LoseConnection();
        Assert.Equal(DisconnectReason.ConnectionLost, (await disconnected).Reason);
        Assert.Equal(["login"], conference.RequestNames);
    }

    [Fact]
    public async Task PolicyThatThrows_GivesUp()
    {
        await using var conference = new TestConference(o => o with { ReconnectPolicy = new Throwing() });
        conference.ExpectedErrors = 1;
        conference.Portal.TicketLifetime = TimeSpan.FromMinutes(10);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.LoseConnection();
        Assert.Equal(DisconnectReason.ConnectionLost, (await disconnected).Reason);
    }

    /// <summary>PROTOCOL §3.9: the ticket is dead.</summary>
    [Fact]
    public async Task Drop_IsNotALoss()
    {
        await using var conference = await JoinAsync();
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.Push("drop", null);
        conference.Signaling.LoseConnection(SignalingDisconnectReason.ServerClosed);
        Assert.Equal(DisconnectReason.Dropped, (await disconnected).Reason);
        Assert.Equal(["login"], conference.RequestNames);
    }

    [Fact]
    public async Task LeavingMeanwhile_Ends()
    {
        await using var conference = await JoinAsync();
        var reconnecting = TestConference.NextAsync<ReconnectingEventArgs>(h => conference.Client.Reconnecting += h);
        var disconnected = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        await reconnecting;
        await conference.Client.LeaveAsync(Token);
        Assert.Equal(DisconnectReason.Left, (await disconnected).Reason);
        Assert.Equal(["login"], conference.RequestNames);
        conference.Signaling.ConnectGate = Task.CompletedTask;
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token); // and it may join again
    }

    [Fact]
    public async Task ShortBuffer_TellsWhatIsLost()
    {
        await using var conference = await JoinAsync();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        for (var i = 0; i < 5; i++) Say(conference, $"{i}");
        conference.Portal.Forgotten = 3;
        conference.Hold.SetResult();
        Assert.Equal(3, (await back).LostNotifications);
    }

    /// <summary>Quirk: protocols before 1.2 answer with the bare ticket and then send what was missed as ordinary notifications.</summary>
    [Fact]
    public async Task OlderProtocol_TheReplayComesAsOrdinaryNotifications()
    {
        await using var conference = await JoinAsync();
        var back = TestConference.NextAsync<ReconnectedEventArgs>(h => conference.Client.Reconnected += h);
        var missed = TestConference.NextAsync<MessageReceivedEventArgs>(h => conference.Client.MessageReceived += h);
        conference.Signaling.On("relogin", request =>
        {
            request.Acknowledge("\"dGlja2V0\"");
            conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"missed"}""");
        });
        conference.Signaling.LoseConnection();
        Assert.Equal(ReconnectKind.Resumed, (await back).Kind);
        Assert.Equal("missed", (await missed).Text);
    }

    [Fact]
    public async Task SessionsOfBothKinds_ClosedMeanwhile_AreRemovedWhenTheClientIsBack()
    {
        await using var conference = await JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        var stopping = subscription.StopAsync(Token);
        Assert.DoesNotContain("unsubscribe", conference.RequestNames);
        conference.Hold.SetResult();
        await stopping;
        Assert.Single(conference.RequestNames, "unsubscribe");
    }

    [Fact]
    public async Task Ticket_IsRefreshedInTime_WithoutArgument_AndTheNewOneIsUsed()
    {
        await using var conference = await JoinAsync();
        conference.Time.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromTicks(1));
        Assert.DoesNotContain("refreshReconnectionTicket", conference.RequestNames);
        conference.Time.Advance(TimeSpan.FromTicks(1));
        var refresh = await conference.Signaling.WaitForRequestAsync("refreshReconnectionTicket", 1, Token);
        Assert.Null(refresh.Data);
        await conference.LoggedAsync("ticket was refreshed");

        conference.Signaling.LoseConnection();
        Assert.Equal("ticket-2", TicketId(await conference.Signaling.WaitForRequestAsync("relogin", 1, Token)));
    }

    [Fact]
    public async Task RefreshThatFails_KeepsTheOldTicket_AndIsTriedAgain()
    {
        await using var conference = await JoinAsync();
        conference.Signaling.On("refreshReconnectionTicket", request => request.Refuse("Illegal request"));
        conference.Time.Advance(TimeSpan.FromMinutes(9));
        await conference.Signaling.WaitForRequestAsync("refreshReconnectionTicket", 1, Token);
        await conference.LoggedAsync("was not refreshed");
        conference.Time.Advance(TimeSpan.FromSeconds(10));
        await conference.Signaling.WaitForRequestAsync("refreshReconnectionTicket", 2, Token);
        conference.Signaling.LoseConnection();
        Assert.Equal("ticket-1", TicketId(await conference.Signaling.WaitForRequestAsync("relogin", 1, Token)));
        Assert.DoesNotContain(conference.LoggedTexts, text => text.Contains("eyJ", StringComparison.Ordinal)); // no ticket in any log
    }

    private static async Task<TestConference> JoinAsync(IReconnectPolicy? policy = null)
    {
        var conference = new TestConference(o => o with { ReconnectPolicy = policy ?? new Attempts(10) });
        conference.Portal.TicketLifetime = TimeSpan.FromMinutes(10);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        return conference;
    }

    private static void Say(TestConference conference, string text) =>
        conference.Portal.Notify("text", $$"""{"from":"bob","to":"all","message":"{{text}}"}""");

    private static string TicketId(FakeRequest relogin)
    {
        var json = Convert.FromBase64String(relogin.Data!.Value.GetString()!);
        using var ticket = System.Text.Json.JsonDocument.Parse(json);
        return ticket.RootElement.GetProperty("ticketId").GetString()!;
    }

    private sealed class Throwing : IReconnectPolicy
    {
        public TimeSpan? NextDelay(ReconnectContext context) => throw new InvalidOperationException("mine");
    }
}
