using OwtClient.Conference;
using OwtClient.Server.Faults;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Joins that do not come off leave nobody in the room, and a client that can join.</summary>
public sealed class LoginFailureTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task LoginThatIsNotAnswered_LeavesNoGhost()
    {
        await using var conference = await StartAsync();
        var ada = conference.NewClient(o => o with { LoginTimeout = Short });
        conference.Server.Faults.Add(FaultRule.LoseAck("login"));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => ada.JoinAsync(conference.NewToken("ada"), Stop));
        Assert.Equal((ConferenceError.Timeout, ClientState.Ready), (failure.Error, ada.State));
        await conference.WhenRoomAsync(room => room.Participants.Count == 0);
        await ada.JoinAsync(conference.NewToken("ada"), Stop);
    }

    [Fact]
    public async Task UsedToken_TimesOut()
    {
        await using var conference = await StartAsync();
        var token = conference.NewToken("ada");
        await conference.NewClient().JoinAsync(token, Stop);
        var late = conference.NewClient(o => o with { LoginTimeout = Short });
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => late.JoinAsync(token, Stop));
        Assert.Equal((ConferenceError.Timeout, ClientState.Ready), (failure.Error, late.State));
    }

    [Fact]
    public async Task PortalThatRefusesSockets_IsSaidToBeAway()
    {
        await using var conference = await StartAsync();
        conference.Server.Faults.RefuseSockets(Patience);
        var ada = conference.NewClient();
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => ada.JoinAsync(conference.NewToken("ada"), Stop));
        Assert.Equal((ConferenceError.SignalingFailed, ClientState.Ready), (failure.Error, ada.State));
    }

    [Fact]
    public async Task RefusedLogin_SaysWhy()
    {
        await using var conference = await StartAsync();
        conference.Server.Faults.Add(FaultRule.Refuse("login", "Joining room failed"));
        var ada = conference.NewClient();
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => ada.JoinAsync(conference.NewToken("ada"), Stop));
        Assert.Equal((ConferenceError.Rejected, "Joining room failed"), (failure.Error, failure.ServerText));
    }
}
