using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Reconnection;

/// <summary>Media is lost and the client makes a new session behind the same object (PROTOCOL §5.7: the server does nothing about it).</summary>
public class RestorationTests
{
    private static CancellationToken Token => TestConference.Token;

    [Theory]
    [InlineData(PeerConnectionState.Failed)]
    [InlineData(PeerConnectionState.Disconnected)] // and it stays silent
    [InlineData(PeerConnectionState.Closed)] // and the server does not say why
    public async Task Quirk_10_3_11_TransportLost_APublicationGetsAnotherSession(PeerConnectionState loss)
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var interrupted = TestConference.NextAsync<SessionInterruptedEventArgs>(h => publication.Interrupted += h);
        var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);

        conference.Engine.Connections[0].ChangeState(loss);
        if (loss == PeerConnectionState.Disconnected) await interrupted;
        if (loss != PeerConnectionState.Failed) await AdvanceOnceArmedAsync(conference, TimeSpan.FromSeconds(1));

        Assert.Equal(ConferenceError.ConnectionFailed, (await interrupted).Exception.Error);
        var args = await restored;
        Assert.Equal(("session-1", "session-2"), (args.OldId, args.NewId));
        Assert.Equal(("session-2", SessionState.Active), (publication.Id, publication.State));
        Assert.True(conference.Engine.Connections[0].IsDisposed);
        Assert.Equal("""{"id":"session-1"}""", (await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token)).Data!.Value.GetRawText());

        Assert.True(conference.Camera.Video!.SendFrame(new EncodedFrame(MediaCodec.Vp8, new byte[10], TimeSpan.Zero)));
        Assert.Single(conference.Engine.Connections[1].Transceivers[1].Sender.SentFrames);
    }

    [Fact]
    public async Task TransportThatComesBackByItself_KeepsItsSession()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var interrupted = TestConference.NextAsync<SessionInterruptedEventArgs>(h => publication.Interrupted += h);
        var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Disconnected);
        await interrupted;
        Assert.Equal(SessionState.Interrupted, publication.State);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Connected);
        var args = await restored;
        Assert.Equal(("session-1", "session-1"), (args.OldId, args.NewId));
        conference.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SessionState.Active, publication.State);
        Assert.Single(conference.Engine.Connections);
    }

    /// <summary>The server has forgotten the session: there is nothing to remove.</summary>
    [Fact]
    public async Task NodeLost_APublicationGetsAnotherSession()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
        conference.Portal.ReportError("session-1", "Node lost");
        Assert.Equal("session-2", (await restored).NewId);
        Assert.DoesNotContain("unpublish", conference.RequestNames);
    }

    [Fact]
    public async Task ASubscriptionGetsAnotherSession_AndItsReaderGoesOn()
    {
        await using var conference = await JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => subscription.Restored += h);
        var video = subscription.Video!;
        await using var reader = video.ReadFramesAsync(Token).GetAsyncEnumerator(Token);
        Receiver(conference, 0).Deliver(Frame(0));
        Receiver(conference, 0).Deliver(Frame(40));
        Assert.Equal(0, await ReadAsync(reader));

        conference.Time.Advance(TimeSpan.FromSeconds(2));
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        await restored;
        Assert.Same(video, subscription.Video);
        Assert.Equal(40, await ReadAsync(reader)); // what had come before the loss is not lost
        conference.Time.Advance(TimeSpan.FromSeconds(3));
        Receiver(conference, 1).Deliver(Frame(0));
        Assert.Equal(40 + 3000, await ReadAsync(reader));
        Receiver(conference, 1).Deliver(Frame(40));
        Assert.Equal(40 + 3040, await ReadAsync(reader));
        video.RequestKeyFrame();
        Assert.Equal(1, Receiver(conference, 1).KeyFrameRequests);

        await subscription.StopAsync(Token);
        Assert.False(await reader.MoveNextAsync());
    }

    [Theory]
    [InlineData("Source stream loss")]
    [InlineData("Subscription source not found: x")] // after ready (PROTOCOL §5.5)
    public async Task SourceLost_IsTheEnd(string reason)
    {
        await using var conference = await JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        conference.Portal.ReportError("session-1", reason);
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
        Assert.Single(conference.Engine.Connections);
    }

    [Fact]
    public async Task SourceThatWentMeanwhile_IsTheEnd()
    {
        await using var conference = await JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        var gone = TestConference.NextAsync<StreamEventArgs>(h => conference.Client.StreamEnded += h);
        conference.Signaling.Push("stream", """{"id":"x","status":"remove"}""");
        await gone;
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
        Assert.Single(conference.Engine.Connections);
    }

    [Fact]
    public async Task NothingHelps_FailsByThePolicy_AndLeavesNothingOnTheServer()
    {
        var policy = new Attempts(3);
        await using var conference = await JoinAsync(policy);
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var failed = TestConference.NextAsync<SessionFailedEventArgs>(h => publication.Failed += h);
        conference.Engine.Prepare = peer => peer.RemoteDescriptionFailure = new SdpException("no fingerprint");
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);

        Assert.Equal(ConferenceError.NegotiationFailed, (await failed).Exception.Error);
        Assert.Equal(SessionState.Failed, publication.State);
        Assert.Equal([0, 1, 2, 3], policy.Asked.Select(c => c.Attempts));
        await publication.StopAsync(Token);
        var removed = conference.Signaling.Requests.Where(r => r.Name == "unpublish").Select(r => r.Data!.Value.GetProperty("id").GetString());
        Assert.Equal(["session-1", "session-2", "session-3", "session-4"], removed.Order());
    }

    /// <summary>What breaks as soon as it is restored must not be restored for ever.</summary>
    [Fact]
    public async Task LossRightAfterARestoration_CountsOn()
    {
        var policy = new Attempts(3);
        await using var conference = await JoinAsync(policy);
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var failed = TestConference.NextAsync<SessionFailedEventArgs>(h => publication.Failed += h);
        var lost = 0;
        publication.Restored += (_, _) => conference.Engine.Connections[++lost].ChangeState(PeerConnectionState.Failed);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        await failed;
        Assert.Equal(3, lost);
        Assert.Equal([0, 1, 2, 3], policy.Asked.Select(c => c.Attempts));
    }

    [Fact]
    public async Task LossLongAfterARestoration_CountsAnew()
    {
        var policy = new Attempts(1);
        await using var conference = await JoinAsync(policy);
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        for (var i = 0; i < 3; i++)
        {
            var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
            conference.Engine.Connections[i].ChangeState(PeerConnectionState.Failed);
            await restored;
            conference.Time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal([0, 0, 0], policy.Asked.Select(c => c.Attempts));
    }

    [Fact]
    public async Task Unauthorized_IsNotTriedAgain()
    {
        await using var conference = await JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var failed = TestConference.NextAsync<SessionFailedEventArgs>(h => publication.Failed += h);
        conference.Signaling.On("publish", request => request.Refuse("unauthorized"));
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        Assert.Equal("unauthorized", (await failed).Exception.ServerText);
        Assert.Equal(2, conference.RequestNames.Count(n => n == "publish"));
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("soac")]
    public async Task StoppedMeanwhile_Ends_AndLeavesNothing(string waitingFor)
    {
        await using var conference = await JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => publication.Ended += h);
        conference.Portal.AnswersOffers = false;
        if (waitingFor == "publish") conference.Signaling.On("publish", _ => { });
        var number = conference.RequestNames.Count(n => n == waitingFor) + 1;
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        var request = await conference.Signaling.WaitForRequestAsync(waitingFor, number, Token);
        await publication.StopAsync(Token);
        if (waitingFor == "publish") request.Acknowledge("""{"id":"session-2","transportId":"session-2"}""");
        Assert.Equal(SessionEndReason.Stopped, (await ended).Reason);
        await conference.Signaling.WaitForRequestAsync("unpublish", 2, Token);
        Assert.Equal(["session-1", "session-2"], conference.Signaling.Requests.Where(r => r.Name == "unpublish").Select(r => r.Data!.Value.GetProperty("id").GetString()).Order());
    }

    [Fact]
    public async Task LeftMeanwhile_Ends()
    {
        await using var conference = await JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => publication.Ended += h);
        conference.Portal.AnswersOffers = false;
        var number = conference.RequestNames.Count(n => n == "soac") + 1;
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        await conference.Signaling.WaitForRequestAsync("soac", number, Token);
        await conference.Client.LeaveAsync(Token);
        Assert.Equal(SessionEndReason.Left, (await ended).Reason);
    }

    /// <summary>Muted tracks must not be heard for a moment, and the server must know.</summary>
    [Fact]
    public async Task MuteState_IsKept()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await publication.MuteAsync(TrackKinds.Audio, Token);
        await subscription.MuteAsync(TrackKinds.Video, Token);
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        conference.Engine.Connections[1].ChangeState(PeerConnectionState.Failed);
        var pause = await conference.Signaling.WaitForRequestAsync("stream-control", 2, Token);
        Assert.Equal($$"""{"id":"{{publication.Id}}","operation":"pause","data":"audio"}""", pause.Data!.Value.GetRawText());
        pause = await conference.Signaling.WaitForRequestAsync("subscription-control", 2, Token);
        Assert.Equal($$"""{"id":"{{subscription.Id}}","operation":"pause","data":"video"}""", pause.Data!.Value.GetRawText());
        Assert.False(conference.Camera.Audio!.SendFrame(new EncodedFrame(MediaCodec.Opus, new byte[10], TimeSpan.Zero)));
        Assert.True(conference.Camera.Video!.SendFrame(new EncodedFrame(MediaCodec.Vp8, new byte[10], TimeSpan.Zero)));
    }

    [Fact]
    public async Task WithoutSignaling_WaitsForIt()
    {
        await using var conference = await JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var interrupted = TestConference.NextAsync<SessionInterruptedEventArgs>(h => publication.Interrupted += h);
        var restored = TestConference.NextAsync<SessionRestoredEventArgs>(h => publication.Restored += h);
        conference.Signaling.ConnectGate = conference.Hold.Task;
        conference.Signaling.LoseConnection();
        conference.Engine.Connections[0].ChangeState(PeerConnectionState.Failed);
        await interrupted;
        conference.Hold.SetResult();
        Assert.Equal("session-2", (await restored).NewId);
        Assert.Equal(2, conference.RequestNames.Count(n => n == "publish"));
    }

    /// <summary>Nobody knows whether the server heard it, and it would keep a dead session for ever.</summary>
    [Fact]
    public async Task RemovalThatALossInterrupts_IsRepeated()
    {
        await using var conference = await JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("unpublish", _ => { });
        var stopping = publication.StopAsync(Token);
        await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token);
        conference.Signaling.On("unpublish", request => request.Refuse("Stream does NOT exist"));
        conference.Signaling.LoseConnection();
        await stopping; // does not wait for the second
        var again = await conference.Signaling.WaitForRequestAsync("unpublish", 2, Token);
        Assert.Equal("""{"id":"session-1"}""", again.Data!.Value.GetRawText());
    }

    private static async Task<TestConference> JoinAsync(IReconnectPolicy? policy = null)
    {
        var conference = new TestConference(o => o with { ReconnectPolicy = new Attempts(10), MediaRecoveryPolicy = policy ?? new Attempts(10) });
        conference.Portal.TicketLifetime = TimeSpan.FromMinutes(10);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        return conference;
    }

    /// <summary>The peer's state is queued behind a candidate, whose coming out tells that the time limit is armed.</summary>
    private static async Task AdvanceOnceArmedAsync(TestConference conference, TimeSpan by)
    {
        var number = conference.RequestNames.Count(n => n == "soac") + 1;
        conference.Engine.Connections[0].GatherCandidate(new IceCandidate("candidate:9"));
        await conference.Signaling.WaitForRequestAsync("soac", number, Token);
        conference.Time.Advance(by);
    }

    private static FakeRtpReceiver Receiver(TestConference conference, int connection) =>
        conference.Engine.Connections[connection].Transceivers.Single(t => t.Kind == MediaKind.Video).Receiver;

    private static EncodedFrame Frame(double milliseconds) => new(MediaCodec.Vp8, new byte[10], TimeSpan.FromMilliseconds(milliseconds));

    private static async Task<double> ReadAsync(IAsyncEnumerator<EncodedFrame> reader)
    {
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Token));
        return reader.Current.Timestamp.TotalMilliseconds;
    }
}
