using OwtClient.Conference;
using OwtClient.Server.Faults;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Publishing and subscribing that fail say why, leave nothing on the server, and the next try succeeds.</summary>
public sealed class SessionFailureTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    private static readonly Dictionary<string, (FaultRule Rule, ConferenceError Error)> Failures = new()
    {
        ["refused"] = (FaultRule.Refuse("*", "no room"), ConferenceError.Rejected),
        ["request lost"] = (FaultRule.LoseRequest("*"), ConferenceError.Timeout),
        ["offer refused"] = (FaultRule.Refuse("soac", "no"), ConferenceError.Rejected),
        ["offer lost"] = (FaultRule.LoseRequest("soac"), ConferenceError.Timeout),
        ["never answered"] = (FaultRule.NeverAnswer(), ConferenceError.Timeout),
        ["answer without codecs"] = (FaultRule.AnswerWithoutCodecs(), ConferenceError.NegotiationFailed),
        ["never ready"] = (FaultRule.NeverReady(), ConferenceError.Timeout),
        ["late ack"] = (FaultRule.DelayAck("*", Short * 2), ConferenceError.Timeout),
    };

    public static TheoryData<string, bool> Cases =>
        new(Failures.Keys.SelectMany(failure => (TheoryDataRow<string, bool>[])[new(failure, true), new(failure, false)]));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Failure_SaysWhy_AndLeavesNothing(string failure, bool isPublication)
    {
        await using var conference = await StartAsync();
        var bob = await conference.JoinAsync("bob");
        var source = await bob.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var ada = await conference.JoinAsync("ada", o => o with { RequestTimeout = Short, AnswerTimeout = Short, SessionTimeout = Short });
        var stream = await FindAsync(ada, source.Id);
        var (rule, error) = Failures[failure];
        if (rule.Name == "*") rule = rule with { Name = isPublication ? "publish" : "subscribe" };
        var fault = conference.Server.Faults.Add(rule with { Participant = "ada" });

        var exception = await Assert.ThrowsAsync<ConferenceException>(OpenAsync);

        Assert.Equal(error, exception.Error);
        if (rule.Act == FaultAct.RefuseRequest) Assert.Equal(rule.Text, exception.ServerText);
        Assert.True(fault.IsSpent);
        await conference.WhenRoomAsync(room => room.Sessions is [var only] && only.Id == source.Id); // a late ack's orphan is removed, too
        Assert.Equal(ClientState.Connected, ada.State);
        await OpenAsync();

        async Task<ConferenceSession> OpenAsync() => isPublication
            ? await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop)
            : await ada.SubscribeAsync(stream, cancellationToken: Stop);
    }

    /// <summary>The server's last words on a session that is up already (PROTOCOL §5.5).</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ErrorAfterReady_IsAFailureWithItsReason_AndNothingIsTried(bool isPublication)
    {
        await using var conference = await StartAsync();
        var bob = await conference.JoinAsync("bob");
        var source = await bob.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var ada = await conference.JoinAsync("ada");
        var stream = await FindAsync(ada, source.Id);
        conference.Server.Faults.Add(FaultRule.FailAfterReady() with { Participant = "ada" });

        // The words come at once: before the call returns, after it, or just between, where nobody can listen.
        if (await FailureAsync() is { } exception)
        {
            Assert.Equal((ConferenceError.SessionFailed, "No available video format"), (exception.Error, exception.ServerText));
        }

        await conference.WhenRoomAsync(room => room.Sessions is [var only] && only.Id == source.Id);

        async Task<ConferenceException?> FailureAsync()
        {
            try
            {
                ConferenceSession session = isPublication
                    ? await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop)
                    : await ada.SubscribeAsync(stream, cancellationToken: Stop);
                var failed = NextAsync<SessionFailedEventArgs>(h => session.Failed += h);
                return session.State == SessionState.Failed ? null : (await failed).Exception;
            }
            catch (ConferenceException e)
            {
                return e;
            }
        }
    }

    /// <summary>The ack never comes: the client cannot know the session, which stays unconnected until the client leaves.</summary>
    [Fact]
    public async Task LostAck_TimesOut_AndTheSessionGoesWithTheClient()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada", o => o with { RequestTimeout = Short });
        conference.Server.Faults.Add(FaultRule.LoseAck("publish"));
        var failure = await Assert.ThrowsAsync<ConferenceException>(
            () => ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop));
        Assert.Equal(ConferenceError.Timeout, failure.Error);
        Assert.DoesNotContain(conference.Room.Sessions, session => session.IsLive);
        await ada.LeaveAsync(Stop);
        await conference.WhenRoomAsync(room => room.Sessions.Count == 0 && room.Participants.Count == 0);
    }

    [Fact]
    public async Task SourceThatStops_EndsTheSubscription()
    {
        await using var conference = await StartAsync();
        var ada = await conference.JoinAsync("ada");
        var bob = await conference.JoinAsync("bob");
        var publication = await ada.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var subscription = await bob.SubscribeAsync(await FindAsync(bob, publication.Id), cancellationToken: Stop);
        await using var reader = new FrameReader(subscription.Video!);
        var ended = NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        await publication.StopAsync(Stop);
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
        await reader.Ended.WaitAsync(Patience, Stop);
        await conference.WhenRoomAsync(room => room.Sessions.Count == 0);
    }
}
