using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests;

public class ConferenceClientSubscribeTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Subscribe_GivesFramesUntilItEnds()
    {
        await using var conference = await TestConference.JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var receiver = conference.Engine.Connections[0].Transceivers[1].Receiver;
        for (var i = 0; i < 3; i++) receiver.Deliver(new EncodedFrame(MediaCodec.Vp8, new[] { (byte)i }, TimeSpan.FromMilliseconds(40 * i)));

        var seen = new List<byte>();
        await foreach (var frame in subscription.Video!.ReadFramesAsync(Token))
        {
            seen.Add(frame.Data.Span[0]);
            if (seen.Count == 3) await subscription.StopAsync(Token);
        }

        Assert.Equal([0, 1, 2], seen);
        Assert.Equal(MediaKind.Audio, subscription.Audio!.Kind);
        Assert.Equal(["login", "subscribe", "soac", "soac", "soac", "unsubscribe"], conference.RequestNames);
        Assert.All(conference.Engine.Connections[0].Transceivers, t => Assert.Equal(TransceiverDirection.RecvOnly, t.Direction));
    }

    [Fact]
    public async Task SubscribeToOneKind_HasThatTrackAlone()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, new SubscribeOptions { Audio = null }, Token);
        Assert.Null(subscription.Audio);
        Assert.Equal("0", Assert.Single(conference.Engine.Connections[0].Transceivers).Mid);
        subscription.Video!.RequestKeyFrame();
        Assert.Equal(1, conference.Engine.Connections[0].Transceivers[0].Receiver.KeyFrameRequests);
    }

    [Fact]
    public async Task TwoSubscriptionsToOneStream_AreIndependent()
    {
        await using var conference = await TestConference.JoinAsync();
        var first = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await using var second = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await first.DisposeAsync();
        Assert.Equal((SessionState.Ended, SessionState.Active), (first.State, second.State));
    }

    [Fact]
    public async Task MuteAndUnmute_AreAskedOfTheServer()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await subscription.MuteAsync(TrackKinds.Audio, Token);
        await subscription.UnmuteAsync(cancellationToken: Token);
        Assert.Equal(
            ["""{"id":"session-1","operation":"pause","data":"audio"}""", """{"id":"session-1","operation":"play","data":"av"}"""],
            conference.Signaling.Requests.Where(r => r.Name == "subscription-control").Select(r => r.Data!.Value.GetRawText()));
    }

    [Fact]
    public async Task SourceGoes_TheSubscriptionHasEnded()
    {
        await using var conference = await TestConference.JoinAsync();
        var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        conference.Portal.ReportError(subscription.Id, "Source stream loss");
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
        await foreach (var frame in subscription.Video!.ReadFramesAsync(Token)) Assert.Fail($"{frame.Timestamp}");
    }

    /// <summary>The server may speak before the reply to the request has been handled.</summary>
    [Fact]
    public async Task ErrorRightBehindTheReply_IsNotLost()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("subscribe", request =>
        {
            request.Acknowledge("""{"id":"q","transportId":"q"}""");
            conference.Portal.ReportError("q", "Node lost");
        });
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token));
        Assert.Equal("Node lost", failure.ServerText);
    }

    [Fact]
    public async Task Subscribe_FromAnEventHandler_Works()
    {
        await using var conference = await TestConference.JoinAsync();
        var subscribed = new TaskCompletionSource<Subscription>(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Client.StreamAdded += async (_, e) => subscribed.TrySetResult(await conference.Client.SubscribeAsync(e.Stream, cancellationToken: Token));
        conference.Signaling.Push("stream", $$$"""{"id":"y","status":"add","data":{{{OwtClient.Testing.FakePortal.ForwardStream("y", "bob")}}}}""");
        await using var subscription = await subscribed.Task.WaitAsync(Token);
        Assert.Equal("y", subscription.Stream.Id);
    }
}
