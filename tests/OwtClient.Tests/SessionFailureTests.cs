using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests;

/// <summary>Every way in which a publication can go wrong, each with its reason, and what the server is left with.</summary>
public class SessionFailureTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Refused_CarriesTheServersWords()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("publish", request => request.Refuse("unauthorized"));
        var failure = await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        Assert.Equal((ConferenceError.Rejected, "unauthorized"), (failure.Error, failure.ServerText));
        Assert.Equal(["login", "publish"], conference.RequestNames);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":""}""")]
    [InlineData("\"ok\"")]
    public async Task GrantedWithoutAnId_IsAProtocolViolation(string result)
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("publish", request => request.Acknowledge(result));
        Assert.Equal(ConferenceError.ProtocolViolation, (await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token))).Error);
    }

    [Fact]
    public async Task Quirk_10_2_14_NeverAnswered_TimesOut_AndTheLateSessionIsRemoved()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("publish", _ => { });
        var (publishing, request) = await conference.PublishUntilAsync("publish", Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(ConferenceError.Timeout, (await FailureAsync(publishing)).Error);

        request.Acknowledge("""{"id":"late","transportId":"late"}""");
        var removal = await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token);
        Assert.Equal("""{"id":"late"}""", removal.Data!.Value.GetRawText());
    }

    [Theory]
    [InlineData("answer", 10)]
    [InlineData("transport", 30)]
    [InlineData("session", 10)]
    public async Task AStepThatNeverComes_TimesOut_AndTheSessionIsRemoved(string missing, int seconds)
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.AnswersOffers = missing != "answer";
        conference.Portal.ReportsReady = false;
        var (publishing, _) = await conference.PublishUntilAsync("soac", Token);
        if (missing != "answer") await conference.Signaling.WaitForRequestAsync("soac", 2, Token); // a candidate: the answer is in force
        if (missing == "session")
        {
            conference.Signaling.Push("progress", """{"id":"session-1","status":"ready"}""");
            conference.Engine.Connections[0].GatherCandidate(new IceCandidate("candidate:9")); // comes out behind the message above
            await conference.Signaling.WaitForRequestAsync("soac", 4, Token);
        }

        conference.Time.Advance(TimeSpan.FromSeconds(seconds));

        var failure = await FailureAsync(publishing);
        Assert.Equal(ConferenceError.Timeout, failure.Error);
        Assert.Contains(missing == "answer" ? "answer" : missing, failure.Message, StringComparison.Ordinal);
        AssertRemoved(conference);
    }

    [Fact]
    public async Task OfferRefused_Fails()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("soac", request => request.Refuse("Transport session-1 does NOT exist"));
        Assert.Equal(ConferenceError.Rejected, (await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token))).Error);
        AssertRemoved(conference);
    }

    /// <summary>PROTOCOL §6.5: no common codec.</summary>
    [Theory]
    [InlineData(MediaKind.Audio)]
    [InlineData(MediaKind.Video)]
    public async Task AnswerWithAnEmptyCodecList_Fails(MediaKind kind)
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.Answer = offer => FakeSdp.AnswerWithoutCodec(offer, kind);
        var failure = await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        Assert.Equal(ConferenceError.NegotiationFailed, failure.Error);
        Assert.Contains(kind.ToString(), failure.Message, StringComparison.Ordinal);
        AssertRemoved(conference);
    }

    [Fact]
    public async Task AnswerTheEngineCannotRead_Fails()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Engine.Prepare = peer => peer.RemoteDescriptionFailure = new SdpException("no fingerprint");
        Assert.Equal(ConferenceError.NegotiationFailed, (await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token))).Error);
        AssertRemoved(conference);
    }

    /// <summary>Engines and signaling are pluggable: what they throw unasked must not leave a call waiting for ever.</summary>
    [Fact]
    public async Task UnexpectedExceptionOfAPlugIn_FailsTheOperation()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Engine.Prepare = peer => peer.RemoteDescriptionFailure = new NotSupportedException("never heard of it");
        var failure = await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        Assert.Equal(ConferenceError.NegotiationFailed, failure.Error);
        AssertRemoved(conference);

        conference.Engine.Prepare = null;
        conference.Signaling.On("publish", _ => throw new IOException("broken pipe"));
        failure = await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        Assert.Equal(ConferenceError.SignalingFailed, failure.Error);
        Assert.IsType<IOException>(failure.InnerException);
    }

    [Fact]
    public async Task IceOrDtlsFails_BeforeReady()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Engine.ConnectsByItself = false;
        conference.Portal.ReportsReady = false;
        var (publishing, _) = await conference.PublishUntilAsync("soac", Token);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        Assert.Equal(ConferenceError.ConnectionFailed, (await FailureAsync(publishing)).Error);
        AssertRemoved(conference);
        Assert.DoesNotContain(conference.LoggedTexts, text => text.Contains("interrupted")); // nobody would hold what is restored
    }

    [Fact]
    public async Task IceOrDtlsFails_AfterReady_AndNothingIsToBeTried()
    {
        await using var conference = await TestConference.JoinAsync(o => o with { MediaRecoveryPolicy = ReconnectPolicy.None });
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var failed = TestConference.NextAsync<SessionFailedEventArgs>(h => publication.Failed += h);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Disconnected); // may come back by itself
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        Assert.Equal(ConferenceError.ConnectionFailed, (await failed).Exception.Error);
        Assert.Equal(SessionState.Failed, publication.State);
        await publication.StopAsync(Token);
        AssertRemoved(conference);
    }

    [Fact]
    public async Task ServerGivesUp_BeforeReady()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.ReportsReady = false;
        var (publishing, _) = await conference.PublishUntilAsync("soac", Token);
        conference.Portal.ReportError("session-1", "No valid tracks in stream");
        var failure = await FailureAsync(publishing);
        Assert.Equal((ConferenceError.SessionFailed, "No valid tracks in stream"), (failure.Error, failure.ServerText));
        Assert.DoesNotContain("unpublish", conference.RequestNames); // it knows
    }

    /// <summary>PROTOCOL §5.5: the room links up after it has reported readiness.</summary>
    [Fact]
    public async Task ServerGivesUp_AfterReady()
    {
        await using var conference = await TestConference.JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var failed = TestConference.NextAsync<SessionFailedEventArgs>(h => subscription.Failed += h);
        conference.Portal.ReportError(subscription.Id, "No available video format");
        Assert.Equal("No available video format", (await failed).Exception.ServerText);
    }

    [Fact]
    public async Task MalformedAndUnknownMessages_ChangeNothing()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.Push("progress", """{"id":"session-1","status":"soac","data":{"type":"answer","sdp":"again"}}""");
        conference.Signaling.Push("progress", """{"id":"somebody-else","status":"error","data":"x"}""");
        conference.Signaling.Push("progress", """{"id":5}""");
        conference.Signaling.Push("nonsense", null);
        conference.Portal.ReportReady("session-1");
        var text = TestConference.NextAsync<MessageReceivedEventArgs>(h => conference.Client.MessageReceived += h);
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"still here"}""");
        Assert.Equal("still here", (await text).Text);
        Assert.Equal(SessionState.Active, publication.State);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("soac")]
    [InlineData("ready")]
    public async Task CanceledAtEveryWait_LeavesNothing(string waitingFor)
    {
        await using var conference = await TestConference.JoinAsync();
        using var cancel = new CancellationTokenSource();
        conference.Portal.AnswersOffers = waitingFor == "ready";
        conference.Portal.ReportsReady = false;
        if (waitingFor == "publish") conference.Signaling.On("publish", _ => { });
        var (publishing, request) = await conference.PublishUntilAsync(waitingFor == "publish" ? "publish" : "soac", cancel.Token);
        if (waitingFor == "ready") await conference.Signaling.WaitForRequestAsync("soac", 3, Token);

        await cancel.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        Assert.Equal(cancel.Token, canceled.CancellationToken);
        if (waitingFor == "publish") request.Acknowledge("""{"id":"session-1","transportId":"session-1"}"""); // the server was on its way already
        await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token);
        AssertRemoved(conference);
    }

    [Fact]
    public async Task CanceledBeforeItBegins_SendsNothing()
    {
        await using var conference = await TestConference.JoinAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => conference.Client.PublishAsync(conference.Camera, cancellationToken: new CancellationToken(true)));
        Assert.Equal(["login"], conference.RequestNames);
        Assert.Empty(conference.Engine.Connections);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("soac")]
    public async Task ConnectionLostInTheMiddle_FailsAtOnce(string waitingFor)
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.AnswersOffers = false;
        if (waitingFor == "publish") conference.Signaling.On("publish", _ => { });
        var (publishing, _) = await conference.PublishUntilAsync(waitingFor, Token);
        conference.Signaling.LoseConnection();
        Assert.Equal(ConferenceError.SignalingFailed, (await FailureAsync(publishing)).Error);
    }

    [Fact]
    public async Task LeftInTheMiddle_Fails()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Portal.AnswersOffers = false;
        var (publishing, _) = await conference.PublishUntilAsync("soac", Token);
        await conference.Client.LeaveAsync(Token);
        Assert.Equal(ConferenceError.Left, (await FailureAsync(publishing)).Error);
        Assert.DoesNotContain("unpublish", conference.RequestNames);
    }

    [Fact]
    public async Task OneFails_TheOthersGoOn()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var good = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("publish", request => request.Refuse("Too many inputs"));
        await FailureAsync(conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        Assert.Equal((SessionState.Active, SessionState.Active, ClientState.Connected), (good.State, subscription.State, conference.Client.State));
    }

    private static Task<ConferenceException> FailureAsync(Task operation) => Assert.ThrowsAsync<ConferenceException>(() => operation.WaitAsync(Token));

    private static void AssertRemoved(TestConference conference) =>
        Assert.Equal("""{"id":"session-1"}""", Assert.Single(conference.Signaling.Requests, r => r.Name == "unpublish").Data!.Value.GetRawText());
}
