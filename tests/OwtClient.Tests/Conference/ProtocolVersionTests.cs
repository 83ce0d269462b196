using OwtClient.Conference;
using OwtClient.Signaling;
using OwtClient.Testing;

namespace OwtClient.Tests.Conference;

public class ProtocolVersionTests
{
    private static readonly string[] AllVersions = ["1.2", "1.1", "1.0"];

    private static CancellationToken Token => TestConference.Token;

    [Theory]
    [InlineData("1.2", ProtocolVersion.Version12)]
    [InlineData("1.1", ProtocolVersion.Version11)]
    [InlineData("1.0", ProtocolVersion.Version10)]
    public async Task OlderPortal_IsJoinedWithTheNewestVersionItTakes(string newest, ProtocolVersion expected)
    {
        await using var conference = PortalUpTo(newest);
        var info = await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        Assert.Equal(expected, info.ProtocolVersion);
        Assert.Equal(AllVersions.TakeWhile(v => v != newest).Append(newest), LoginVersions(conference));
        Assert.All(conference.Signaling.Requests, r => Assert.Equal(FakePortal.CreateToken(), r.Data!.Value.GetProperty("token").GetString()));
    }

    /// <summary>The end of the refused connection may come late; it says nothing about the new one, whose notifications count.</summary>
    [Fact]
    public async Task AfterARefusal_TheOldConnectionsEndMeansNothing()
    {
        await using var conference = PortalUpTo("1.1");
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var joined = TestConference.NextAsync<ParticipantEventArgs>(h => conference.Client.ParticipantJoined += h);
        conference.Signaling.Push("participant", """{"action":"join","data":{"id":"eve","user":"Eve","role":"viewer"}}""");
        Assert.Equal("eve", (await joined).Participant.Id);
        Assert.Equal(ClientState.Connected, conference.Client.State);
    }

    [Fact]
    public async Task VersionOfTheOptions_IsTheOnlyOneTried()
    {
        await using var conference = PortalUpTo("1.2", o => o with { ProtocolVersion = ProtocolVersion.Version10 });
        var info = await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        Assert.Equal(ProtocolVersion.Version10, info.ProtocolVersion);
        Assert.Equal(["1.0"], LoginVersions(conference));
    }

    [Fact]
    public async Task VersionOfTheOptionsRefused_IsSaid()
    {
        await using var conference = PortalUpTo("1.1", o => o with { ProtocolVersion = ProtocolVersion.Version12 });
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal((ConferenceError.Rejected, "Unknown client protocol"), (failure.Error, failure.ServerText));
        Assert.Contains("1.2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["login"], conference.RequestNames);
    }

    [Fact]
    public async Task PortalThatTakesNoVersion_IsSaidWithAllThatWereTried()
    {
        await using var conference = PortalUpTo("none");
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal(ConferenceError.Rejected, failure.Error);
        Assert.Contains("1.2, 1.1, 1.0", failure.Message, StringComparison.Ordinal);
        Assert.Equal(AllVersions, LoginVersions(conference));
        Assert.False(conference.Signaling.IsConnected);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    /// <summary>Another refusal is final: the token is spent, or no good (PROTOCOL §3.2).</summary>
    [Fact]
    public async Task AnotherRefusal_IsNotTriedAgain()
    {
        await using var conference = PortalUpTo("1.1");
        conference.Signaling.On("login", request => request.Refuse(Version(request) == "1.2" ? "Unknown client protocol" : "Room is full"));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), Token));
        Assert.Equal("Room is full", failure.ServerText);
        Assert.Equal(["1.2", "1.1"], LoginVersions(conference));
    }

    [Fact]
    public async Task EachVersion_HasTheWholeLoginLimit()
    {
        await using var conference = PortalUpTo("1.1");
        FakeRequest? second = null;
        conference.Signaling.On("login", request =>
        {
            if (Version(request) == "1.1") second = request;
        });
        var joining = conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var first = await conference.Signaling.WaitForRequestAsync("login", 1, Token);
        conference.Time.Advance(TimeSpan.FromSeconds(9));
        first.Refuse("Unknown client protocol");
        await conference.Signaling.WaitForRequestAsync("login", 2, Token);
        conference.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(joining.IsCompleted);
        second!.Acknowledge("""{"id":"me","room":{"id":"room"}}""");
        Assert.Equal(ProtocolVersion.Version11, (await joining).ProtocolVersion);
    }

    [Fact]
    public async Task CanceledBetweenTwoVersions_LeavesNothing()
    {
        await using var conference = PortalUpTo("1.1");
        using var cancel = new CancellationTokenSource();
        conference.Signaling.On("login", request =>
        {
            request.Refuse("Unknown client protocol");
            cancel.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => conference.Client.JoinAsync(FakePortal.CreateToken(), cancel.Token));
        Assert.False(conference.Signaling.IsConnected);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task OlderVersion_PublishesAndSubscribesInItsForm()
    {
        await using var conference = PortalUpTo("1.1");
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        Assert.Equal("""{"media":{"audio":{"source":"mic"},"video":{"source":"camera"}}}""", Sent("publish"));
        Assert.Equal("""{"media":{"audio":{"from":"x"},"video":{"from":"x"}}}""", Sent("subscribe"));
        Assert.Equal(SessionState.Active, publication.State);

        string Sent(string name) => conference.Signaling.Requests.Single(r => r.Name == name).Data!.Value.GetRawText();
    }

    [Fact]
    public void VersionThatDoesNotExist_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ConferenceClient(new ConferenceClientOptions { ProtocolVersion = (ProtocolVersion)7 }, new FakeSignaling()));

    private static TestConference PortalUpTo(string newest, Func<ConferenceClientOptions, ConferenceClientOptions>? configure = null)
    {
        var conference = new TestConference(configure);
        var accepted = AllVersions.SkipWhile(v => v != newest).ToArray();
        conference.Signaling.On("login", request =>
        {
            if (accepted.Contains(Version(request)))
            {
                request.Acknowledge($$$"""{"id":"me","room":{"id":"room","streams":[{{{FakePortal.ForwardStream("x", "bob")}}}]}}""");
                return;
            }

            request.Refuse("Unknown client protocol");
            conference.Signaling.LoseConnection(SignalingDisconnectReason.ServerClosed);
        });
        return conference;
    }

    private static string Version(FakeRequest request) => request.Data!.Value.GetProperty("protocol").GetString()!;

    private static IEnumerable<string> LoginVersions(TestConference conference) =>
        conference.Signaling.Requests.Where(r => r.Name == "login").Select(Version);
}
