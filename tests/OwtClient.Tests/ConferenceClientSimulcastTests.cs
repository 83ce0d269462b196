using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests;

/// <summary>PROTOCOL §6.9.</summary>
public class ConferenceClientSimulcastTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Layers_AreOfferedByName_AndFramesGoOutUnderIt()
    {
        await using var conference = await TestConference.JoinAsync();
        var video = new LocalVideoTrack(rids: ["q", "f"]);
        await using var publication = await conference.Client.PublishAsync(new LocalStream(video), cancellationToken: Token);
        var section = Assert.Single(conference.Engine.Connections[0].Transceivers);
        Assert.Equal(["q", "f"], section.Options.SendEncodings.Select(e => e.Rid));

        Assert.True(video.SendFrame(Frame(), "f"));
        Assert.True(video.SendFrame(Frame(), "q"));
        Assert.Equal(["f", "q"], section.Sender.SentFrames.Select(f => f.Rid!));
        Assert.Equal(2, video.FramesSent);
    }

    [Fact]
    public async Task KeyFrame_IsAskedForOfEveryLayerAtTheBeginning_ThenOfTheOneThatNeedsIt()
    {
        await using var conference = await TestConference.JoinAsync();
        var video = new LocalVideoTrack(rids: ["q", "f"]);
        var began = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        video.KeyFrameRequested += (_, e) => began.TrySetResult(e.Rid);
        await using var publication = await conference.Client.PublishAsync(new LocalStream(video), cancellationToken: Token);
        Assert.Null(await began.Task.WaitAsync(Token));

        var asked = new List<string?>();
        video.KeyFrameRequested += (_, e) => asked.Add(e.Rid);
        conference.Engine.Connections[0].Transceivers[0].Sender.RequestKeyFrame("f");
        Assert.Equal(["f"], asked);
    }

    private static EncodedFrame Frame() => new(MediaCodec.Vp8, new byte[] { 1, 2, 3 }, TimeSpan.Zero);
}
