using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Server.Faults;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>The signaling connection is lost and comes back while the server keeps the place.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task DroppedSocket_NothingIsMissed_AndMediaGoesOn()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada");
        var bob = await conference.JoinAsync("bob");
        var (cameraOfAda, cameraOfBob) = (new LocalVideoTrack(), new LocalVideoTrack());
        var fromAda = await ada.PublishAsync(new LocalStream(cameraOfAda), cancellationToken: Stop);
        var fromBob = await bob.PublishAsync(new LocalStream(cameraOfBob), cancellationToken: Stop);
        var toBob = await bob.SubscribeAsync(await FindAsync(bob, fromAda.Id), cancellationToken: Stop);
        var toAda = await ada.SubscribeAsync(await FindAsync(ada, fromBob.Id), cancellationToken: Stop);
        var sessions = conference.Room.Sessions.Select(session => session.Id).Order().ToArray();
        var events = new[] { fromBob, (ConferenceSession)toBob }.Select(session => new EventLog(session)).ToArray();
        await using var pumpOfAda = new FramePump(cameraOfAda);
        await using var pumpOfBob = new FramePump(cameraOfBob);
        await using var readerOfBob = new FrameReader(toBob.Video!);
        await using var readerOfAda = new FrameReader(toAda.Video!);
        await Task.WhenAll(readerOfBob.WaitForAsync(0), readerOfAda.WaitForAsync(0));
        var texts = new TextLog(bob, () => ada.Self?.Id);
        await ada.SendAsync("before", cancellationToken: Stop);
        await texts.WaitForAsync(1);

        var reconnecting = NextAsync<ReconnectingEventArgs>(h => bob.Reconnecting += h);
        var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
        conference.Server.Faults.RefuseSockets(Patience);
        conference.Server.Faults.DropSockets("bob");
        await reconnecting;
        var (firstOfAda, firstOfBob) = (pumpOfAda.Pushed, pumpOfBob.Pushed);
        for (var i = 0; i < 20; i++) await ada.SendAsync($"{i}", i % 2 == 0 ? null : bob.Self!.Id, Stop);
        var waiting = bob.SendAsync("after", cancellationToken: Stop);
        await Task.WhenAll(readerOfBob.WaitForAsync(firstOfAda + 20), readerOfAda.WaitForAsync(firstOfBob + 20));
        Assert.Equal((ClientState.Reconnecting, 1), (bob.State, texts.Texts.Count));
        Assert.False(waiting.IsCompleted);
        conference.Server.Faults.RefuseSockets(TimeSpan.Zero);

        var args = await reconnected;
        Assert.Equal((ReconnectKind.Resumed, 0L), (args.Kind, args.LostNotifications));
        Assert.True(args.Attempts > 1);
        await waiting;
        await ada.SendAsync("end", cancellationToken: Stop);
        await texts.WaitForAsync(22);
        Assert.Equal(["before", .. Enumerable.Range(0, 20).Select(i => $"{i}"), "end"], texts.Texts);
        Assert.Equal(Enumerable.Range(firstOfAda, 21), readerOfBob.Numbers.Where(n => n >= firstOfAda && n <= firstOfAda + 20));
        Assert.Equal(Enumerable.Range(firstOfBob, 21), readerOfAda.Numbers.Where(n => n >= firstOfBob && n <= firstOfBob + 20));
        Assert.All(events, log => Assert.Empty(log.Events));
        Assert.Equal(sessions, conference.Room.Sessions.Select(session => session.Id).Order());
    }

    /// <summary>Whoever came, went, published or stopped during the cut is known afterwards.</summary>
    [Fact]
    public async Task DroppedSocket_TheRosterIsAsTheServers()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada");
        var bob = await conference.JoinAsync("bob");
        var old = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        await FindAsync(bob, old.Id);
        var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
        conference.Server.Faults.RefuseSockets(Patience);
        conference.Server.Faults.DropSockets("bob");
        await old.StopAsync(Stop);
        var next = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        await FindAsync(ada, next.Id);
        conference.Server.Faults.RefuseSockets(TimeSpan.Zero);
        await reconnected;
        Assert.Contains(next.Id, bob.RemoteStreams.Select(stream => stream.Id));
        Assert.DoesNotContain(old.Id, bob.RemoteStreams.Select(stream => stream.Id));
    }

    [Fact]
    public async Task StoppedPings_AreNoticed_AndAnotherConnectionTakesOver()
    {
        await using var conference = await StartAsync(
            o => o with { PingInterval = TimeSpan.FromMilliseconds(200), PingTimeout = TimeSpan.FromMilliseconds(300) });
        var ada = await conference.JoinAsync("ada");
        var reconnected = NextAsync<ReconnectedEventArgs>(h => ada.Reconnected += h);
        Assert.Equal(1, conference.Server.Faults.StopPinging("ada"));
        Assert.Equal(ReconnectKind.Resumed, (await reconnected).Kind);
        await ada.SendAsync("still here", cancellationToken: Stop);
    }

    [Fact]
    public async Task ReloginThatIsNotAnswered_IsTriedAgain_AndNothingComesTwice()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada");
        var bob = await conference.JoinAsync("bob", o => o with { LoginTimeout = TimeSpan.FromSeconds(1) });
        var texts = new TextLog(bob, () => ada.Self?.Id);
        var lost = conference.Server.Faults.Add(FaultRule.LoseAck("relogin"));
        var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
        conference.Server.Faults.DropSockets("bob");
        await lost.WaitAsync(cancellationToken: Stop);
        await ada.SendAsync("one", cancellationToken: Stop);
        Assert.Equal((ReconnectKind.Resumed, 2), ((await reconnected).Kind, (await reconnected).Attempts));
        await ada.SendAsync("two", cancellationToken: Stop);
        await texts.WaitForAsync(2);
        Assert.Equal(["one", "two"], texts.Texts);
    }

    [Fact]
    public async Task ExpiredTicket_AndNoWayToRejoin_IsTheEnd()
    {
        await using var conference = await StartAsync(o => o with { ReconnectionTimeout = TimeSpan.FromMilliseconds(100) });
        var ada = await conference.JoinAsync("ada");
        var publication = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var log = new EventLog(publication);
        var disconnected = NextAsync<DisconnectedEventArgs>(h => ada.Disconnected += h);
        conference.Server.Faults.ExpireTickets("ada");
        conference.Server.Faults.DropSockets("ada");
        Assert.Equal(DisconnectReason.ResumeRefused, (await disconnected).Reason);
        Assert.Equal(["ended Disconnected"], log.Events);
        await conference.WhenRoomAsync(room => room.Participants.Count == 0 && room.Sessions.Count == 0);
        await ada.JoinAsync(conference.NewToken("ada"), Stop);
    }

    [Fact]
    public async Task PortalThatStaysAway_IsGivenUp()
    {
        await using var conference = await StartAsync();
        var policy = new ExponentialReconnectPolicy { FirstDelay = TimeSpan.FromMilliseconds(10), Limit = TimeSpan.FromMilliseconds(100) };
        var ada = await conference.JoinAsync("ada", o => o with { ReconnectPolicy = policy });
        var disconnected = NextAsync<DisconnectedEventArgs>(h => ada.Disconnected += h);
        conference.Server.Faults.RefuseSockets(Patience);
        conference.Server.Faults.DropSockets("ada");
        var waiting = ada.SendAsync("lost", cancellationToken: Stop);
        Assert.Equal(DisconnectReason.GaveUp, (await disconnected).Reason);
        Assert.Equal(ConferenceError.SignalingFailed, (await Assert.ThrowsAsync<ConferenceException>(() => waiting)).Error);
    }

    [Fact]
    public async Task Dropped_IsTheEnd_AndNothingIsTried()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada", mayRejoin: true);
        var publication = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var log = new EventLog(publication);
        var disconnected = NextAsync<DisconnectedEventArgs>(h => ada.Disconnected += h);
        Assert.True(conference.Server.DropParticipant(conference.Room.Id, ada.Self!.Id));
        Assert.Equal(DisconnectReason.Dropped, (await disconnected).Reason);
        Assert.Equal(["ended Disconnected"], log.Events);
        await conference.WhenRoomAsync(room => room.Participants.Count == 0 && room.Sessions.Count == 0);
    }
}
