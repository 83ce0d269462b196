using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Server.Faults;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>The server does not give the place back, and the client comes back as somebody new.</summary>
public sealed class RejoinTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task ExpiredTicket_WithATokenProvider_EverythingIsBroughtBack()
    {
        await using var conference = await StartAsync(o => o with { ReconnectionTimeout = Grace });
        var ada = await conference.JoinAsync("ada");
        var bob = await conference.JoinAsync("bob", mayRejoin: true);
        var (cameraOfAda, cameraOfBob) = (new LocalVideoTrack(), new LocalVideoTrack());
        var fromAda = await ada.PublishAsync(new LocalStream(cameraOfAda), cancellationToken: Stop);
        var fromBob = await bob.PublishAsync(new LocalStream(cameraOfBob), cancellationToken: Stop);
        var toBob = await bob.SubscribeAsync(await FindAsync(bob, fromAda.Id), cancellationToken: Stop);
        await using var pumpOfAda = new FramePump(cameraOfAda);
        await using var pumpOfBob = new FramePump(cameraOfBob);
        await using var reader = new FrameReader(toBob.Video!);
        await reader.WaitForAsync(0);
        var (oldSelf, oldIds) = (bob.Self!.Id, (string[])[fromBob.Id, toBob.Id]);
        var logs = new[] { fromBob, (ConferenceSession)toBob }.Select(session => new EventLog(session)).ToArray();
        var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
        var restored = Task.WhenAll(
            NextAsync<SessionRestoredEventArgs>(h => fromBob.Restored += h), NextAsync<SessionRestoredEventArgs>(h => toBob.Restored += h));

        conference.Server.Faults.ExpireTickets("bob");
        conference.Server.Faults.DropSockets("bob");

        Assert.Equal(ReconnectKind.Rejoined, (await reconnected).Kind);
        Assert.NotEqual(oldSelf, bob.Self!.Id);
        Assert.Equal(oldIds, (await restored).Select(args => args.OldId));
        await reader.WaitForAsync(pumpOfAda.Pushed + 5);
        Assert.All(logs, log => Assert.Equal(["interrupted", "restored"], log.Events));
        await using (var next = await ada.SubscribeAsync(await FindAsync(ada, fromBob.Id), cancellationToken: Stop))
        await using (var readerOfAda = new FrameReader(next.Video!))
        {
            await readerOfAda.WaitForAsync(pumpOfBob.Pushed + 5);
        }

        // Nothing of the old participant stays, and the new one has what the client says.
        await conference.WhenRoomAsync(room =>
            room.Participants.Select(p => p.Id).Order().SequenceEqual(new[] { ada.Self!.Id, bob.Self.Id }.Order())
            && room.Sessions.Select(s => s.Id).Order().SequenceEqual(new[] { fromAda.Id, fromBob.Id, toBob.Id }.Order())
            && room.StreamIds.Order().SequenceEqual(new[] { fromAda.Id, fromBob.Id }.Order()));
    }

    /// <summary>Longer away than the server waits.</summary>
    [Fact]
    public async Task GraceOver_JoinsAnew()
    {
        await using var conference = await StartAsync(o => o with { ReconnectionTimeout = Grace });
        var ada = await conference.JoinAsync("ada", mayRejoin: true);
        var publication = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var restored = NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
        conference.Server.Faults.RefuseSockets(Patience);
        conference.Server.Faults.DropSockets("ada");
        await conference.WhenRoomAsync(room => room.Participants.Count == 0);
        conference.Server.Faults.RefuseSockets(TimeSpan.Zero);
        await restored;
        await conference.WhenRoomAsync(room => room.StreamIds is [var only] && only == publication.Id);
    }

    /// <summary>The login that was to bring the client back succeeds unheard: its ghost is logged out, the next one counts.</summary>
    [Fact]
    public async Task LoginThatIsNotAnswered_IsTriedAgain_AndLeavesNoGhost()
    {
        await using var conference = await StartAsync(o => o with { ReconnectionTimeout = Grace });
        var ada = await conference.JoinAsync("ada", o => o with { LoginTimeout = TimeSpan.FromSeconds(1) }, mayRejoin: true);
        var reconnected = NextAsync<ReconnectedEventArgs>(h => ada.Reconnected += h);
        conference.Server.Faults.Add(FaultRule.LoseAck("login"));
        conference.Server.Faults.ExpireTickets("ada");
        conference.Server.Faults.DropSockets("ada");
        Assert.Equal((ReconnectKind.Rejoined, 2), ((await reconnected).Kind, (await reconnected).Attempts));
        await conference.WhenRoomAsync(room => room.Participants is [var only] && only.Id == ada.Self!.Id);
    }
}
