using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests;

public class ConferenceClientPublishTests
{
    private static CancellationToken Token => TestConference.Token;

    /// <summary>PROTOCOL §5.2, §11.3.</summary>
    [Fact]
    public async Task Publish_SpeaksInTheOrderTheServerNeeds()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);

        Assert.Equal("session-1", publication.Id);
        Assert.Equal(["login", "publish", "soac", "soac", "soac"], conference.RequestNames);
        var signaling = conference.Signaling.Requests.Skip(2).Select(r => r.Data!.Value).ToArray();
        Assert.All(signaling, s => Assert.Equal("session-1", s.GetProperty("id").GetString()));
        Assert.Equal("offer", signaling[0].GetProperty("signaling").GetProperty("type").GetString());
        Assert.Equal(
            """{"type":"candidate","candidate":{"sdpMid":"0","sdpMLineIndex":0,"candidate":"a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host"}}""",
            signaling[1].GetProperty("signaling").GetRawText());
        Assert.Equal("""{"type":"candidate","candidate":{"sdpMid":"","sdpMLineIndex":-1,"candidate":""}}""", signaling[2].GetProperty("signaling").GetRawText());
        var peer = Assert.Single(conference.Engine.Connections);
        Assert.Equal(peer.LocalDescription!.Sdp, signaling[0].GetProperty("signaling").GetProperty("sdp").GetString());
        Assert.Equal(["0", "1"], peer.Transceivers.Select(t => t.Mid!));
        Assert.All(peer.Transceivers, t => Assert.Equal(TransceiverDirection.SendOnly, t.Direction));
    }

    [Fact]
    public async Task Frames_GoToEveryPublicationOfTheTrackUntilItEnds()
    {
        await using var conference = await TestConference.JoinAsync();
        var video = conference.Camera.Video!;
        Assert.False(video.SendFrame(Frame()));
        var first = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var second = await conference.Client.PublishAsync(new LocalStream(video), cancellationToken: Token);

        Assert.True(video.SendFrame(Frame()));
        await first.StopAsync(Token);
        Assert.True(video.SendFrame(Frame()));

        Assert.Single(conference.Engine.Connections[0].Transceivers[1].Sender.SentFrames);
        Assert.Equal(2, conference.Engine.Connections[1].Transceivers[0].Sender.SentFrames.Count);
        Assert.Equal(2, video.FramesSent);
    }

    [Fact]
    public async Task Stop_UnpublishesOnceAndTellsOnce()
    {
        await using var conference = await TestConference.JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var ended = TestConference.NextAsync<SessionEndedEventArgs>(h => publication.Ended += h);

        await publication.StopAsync(Token);
        await publication.StopAsync(Token);
        await publication.DisposeAsync();

        Assert.Equal(SessionEndReason.Stopped, (await ended).Reason);
        Assert.Equal(SessionState.Ended, publication.State);
        var request = Assert.Single(conference.Signaling.Requests, r => r.Name == "unpublish");
        Assert.Equal("""{"id":"session-1"}""", request.Data!.Value.GetRawText());
        await Assert.ThrowsAsync<InvalidOperationException>(() => publication.MuteAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Stop_WhenTheServerDoesNotConfirm_EndsAllTheSame()
    {
        await using var conference = await TestConference.JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("unpublish", _ => { });
        var stopping = publication.StopAsync(Token);
        await conference.Signaling.WaitForRequestAsync("unpublish", 1, Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        await stopping;
        Assert.Equal(SessionState.Ended, publication.State);
    }

    [Fact]
    public async Task Quirk_10_3_19_Mute_StopsTheTrackHereAndOnTheServer_UnmuteAsksForAKeyFrame()
    {
        await using var conference = await TestConference.JoinAsync();
        var video = conference.Camera.Video!;
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        video.KeyFrameRequested += (_, _) => began.TrySetResult();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await began.Task.WaitAsync(Token);

        await publication.MuteAsync(TrackKinds.Video, Token);
        Assert.False(video.SendFrame(Frame()));
        Assert.True(conference.Camera.Audio!.SendFrame(new EncodedFrame(MediaCodec.Opus, new byte[] { 1 }, TimeSpan.Zero)));

        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        video.KeyFrameRequested += (_, _) => asked.SetResult(); // a second time would throw, and be logged as an error
        await publication.UnmuteAsync(TrackKinds.Video, Token);
        Assert.True(video.SendFrame(Frame()));
        await asked.Task.WaitAsync(Token);

        var controls = conference.Signaling.Requests.Where(r => r.Name == "stream-control").Select(r => r.Data!.Value.GetRawText());
        Assert.Equal(["""{"id":"session-1","operation":"pause","data":"video"}""", """{"id":"session-1","operation":"play","data":"video"}"""], controls);
    }

    [Theory]
    [InlineData(true, "\"av\"")]
    [InlineData(false, "\"video\"")]
    public async Task MuteAll_NamesWhatThereIs(bool withAudio, string data)
    {
        await using var conference = await TestConference.JoinAsync();
        var stream = withAudio ? conference.Camera : new LocalStream(new LocalVideoTrack());
        await using var publication = await conference.Client.PublishAsync(stream, cancellationToken: Token);
        await publication.MuteAsync(cancellationToken: Token);
        Assert.Equal(data, conference.Signaling.Requests[^1].Data!.Value.GetProperty("data").GetRawText());
        if (!withAudio) await Assert.ThrowsAsync<ArgumentException>(() => publication.MuteAsync(TrackKinds.Audio, Token));
    }

    [Fact]
    public async Task KeyFrame_IsAskedForAtTheBeginningAndByTheServer()
    {
        await using var conference = await TestConference.JoinAsync();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Camera.Video!.KeyFrameRequested += (_, _) => began.TrySetResult();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await began.Task.WaitAsync(Token);
        var asked = 0;
        conference.Camera.Video!.KeyFrameRequested += (_, _) => asked++;
        conference.Engine.Connections[0].Transceivers[1].Sender.RequestKeyFrame();
        Assert.Equal(1, asked);
        await publication.StopAsync(Token);
        conference.Engine.Connections[0].Transceivers[1].Sender.RequestKeyFrame();
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Publish_OutsideAConference_Fails()
    {
        await using var conference = new TestConference();
        await Assert.ThrowsAsync<InvalidOperationException>(() => conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
    }

    [Fact]
    public async Task AnEngineThatCannot_FailsWithItsOwnException()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Engine.Prepare = peer => peer.OfferFailure = new NotSupportedException("no VP8 here");
        await Assert.ThrowsAsync<NotSupportedException>(() => conference.Client.PublishAsync(conference.Camera, cancellationToken: Token));
        Assert.Equal(["login"], conference.RequestNames);
    }

    [Fact]
    public async Task Stats_AreThoseOfTheConnection_AndStayAfterTheEnd()
    {
        await using var conference = await TestConference.JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        var stats = conference.Engine.Connections[0].Stats with { Timestamp = DateTimeOffset.UnixEpoch.AddDays(1) };
        conference.Engine.Connections[0].Stats = stats;
        Assert.Same(stats, await publication.GetStatsAsync(Token));
        await publication.StopAsync(Token);
        Assert.Same(stats, await publication.GetStatsAsync(Token));
    }

    private static EncodedFrame Frame() => new(MediaCodec.Vp8, new byte[] { 1, 2, 3 }, TimeSpan.Zero);
}
