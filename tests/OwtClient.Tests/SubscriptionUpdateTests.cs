using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests;

/// <summary>PROTOCOL §4.9.</summary>
public class SubscriptionUpdateTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task ApplyOptions_ChangesWhatIsNamed()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { Resolution = new Resolution(320, 240) }, Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 15, KeyFrameInterval = TimeSpan.FromSeconds(30) }, Token);
        Assert.Equal(
            [
                """update {"video":{"parameters":{"resolution":{"width":320,"height":240}}}}""",
                """update {"video":{"parameters":{"framerate":15,"keyFrameInterval":30}}}""",
            ],
            conference.Controls);
        Assert.Equal(
            new VideoSubscribeOptions
            {
                Resolution = new Resolution(320, 240),
                FrameRate = 15,
                KeyFrameInterval = TimeSpan.FromSeconds(30),
                Codecs = subscription.Options.Video!.Codecs,
            },
            subscription.Options.Video);
    }

    /// <summary>PROTOCOL §10.3: a <c>.</c> update replaces the lists.</summary>
    [Fact]
    public async Task ApplyOptions_IsCheckedAgainstTheCapabilitiesOfNow()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var change = new VideoUpdateOptions { Resolution = new Resolution(160, 120) };
        await Assert.ThrowsAsync<ArgumentException>(() => subscription.ApplyOptionsAsync(change, Token));
        Assert.Empty(conference.Controls);

        var updated = TestConference.NextAsync<StreamUpdatedEventArgs>(h => conference.Client.StreamUpdated += h);
        var value = FakePortal.ForwardStream("x", "bob").Replace("\"width\":320,\"height\":240", "\"width\":160,\"height\":120", StringComparison.Ordinal);
        conference.Signaling.Push("stream", $$$"""{"id":"x","status":"update","data":{"field":".","value":{{{value}}}}}""");
        await updated;
        await subscription.ApplyOptionsAsync(change, Token);
        Assert.Single(conference.Controls);
    }

    [Fact]
    public async Task ApplyOptions_OfNothing_IsRefusedHere()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await using var sound = await conference.Client.SubscribeAsync(conference.Remote, new SubscribeOptions { Video = null }, Token);
        await Assert.ThrowsAsync<ArgumentException>(() => subscription.ApplyOptionsAsync(new VideoUpdateOptions(), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => sound.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 15 }, Token));
        Assert.Empty(conference.Controls);
    }

    /// <summary>The server keeps the effective bitrate as a number, which it then refuses (PROTOCOL §4.9).</summary>
    [Fact]
    public async Task UpdateOfASourceWithABitrate_AlwaysBringsAMultiplier()
    {
        await using var conference = new TestConference();
        conference.Portal.Streams.Add(WithBitrate("m"));
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        await using var subscription = await conference.Client.SubscribeAsync(Stream(conference, "m"), cancellationToken: Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 15 }, Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { BitrateMultiplier = 0.8 }, Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 12 }, Token);
        await subscription.ApplyOptionsAsync(new VideoUpdateOptions { BitrateMultiplier = 1 }, Token);
        Assert.Equal(
            [
                """update {"video":{"parameters":{"framerate":15,"bitrate":"x1.0"}}}""",
                """update {"video":{"parameters":{"bitrate":"x0.8"}}}""",
                """update {"video":{"parameters":{"framerate":12,"bitrate":"x0.8"}}}""",
                """update {"video":{"parameters":{"bitrate":"x1.0"}}}""",
            ],
            conference.Controls);
    }

    [Fact]
    public async Task Switch_GoesOverToTheOtherStream_AndForgetsTheParameters()
    {
        await using var conference = await TwoStreamsAsync();
        var options = new SubscribeOptions { Video = new VideoSubscribeOptions { FrameRate = 15 } };
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, options, Token);
        var other = Stream(conference, "y");
        await subscription.SwitchAsync(other, cancellationToken: Token);
        Assert.Equal(["""update {"audio":{"from":"y"},"video":{"from":"y"}}"""], conference.Controls);
        Assert.Same(other, subscription.Stream);
        Assert.Null(subscription.Options.Video!.FrameRate);
        Assert.Null(subscription.Options.Video.From);
        Assert.Equal("y", subscription.CreatePlan().Request.GetProperty("media").GetProperty("tracks")[0].GetProperty("from").GetString());
    }

    [Fact]
    public async Task SwitchOfOneKind_LeavesTheOther()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await subscription.SwitchAsync(Stream(conference, "y"), TrackKinds.Audio, cancellationToken: Token);
        Assert.Equal(["""update {"audio":{"from":"y"}}"""], conference.Controls);
        Assert.Equal(("x", "y", "x"), (subscription.Stream.Id, subscription.AudioStream?.Id, subscription.VideoStream?.Id));
        var tracks = subscription.CreatePlan().Request.GetProperty("media").GetProperty("tracks").EnumerateArray();
        Assert.Equal(["y", "x"], tracks.Select(t => t.GetProperty("from").GetString()));

        await subscription.SwitchAsync(Stream(conference, "y"), TrackKinds.Video, cancellationToken: Token);
        Assert.Equal("y", subscription.Stream.Id);
    }

    [Fact]
    public async Task SwitchToALayer_NamesItsTrack()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await subscription.SwitchAsync(Stream(conference, "layers"), TrackKinds.Video, "h", Token);
        Assert.Equal(["""update {"video":{"from":"layers-1:h"}}"""], conference.Controls);
        Assert.Equal("h", subscription.Options.Video!.Rid);
    }

    [Fact]
    public async Task ASwitchThatCannotWork_IsRefusedHere()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        await Refused(() => subscription.SwitchAsync(Stream(conference, "layers"), TrackKinds.All, null, Token), "no sound");
        await Refused(() => subscription.SwitchAsync(Stream(conference, "layers"), TrackKinds.Video, "z", Token), "layer z");
        await Refused(() => subscription.SwitchAsync(Stream(conference, "av1"), TrackKinds.Video, null, Token), "av1");
        await Refused(() => subscription.SwitchAsync(Stream(conference, "y"), TrackKinds.Audio, "h", Token), "layers");
        Assert.Empty(conference.Controls);
        Assert.Equal("x", subscription.Stream.Id);

        static async Task Refused(Func<Task> switching, string word) =>
            Assert.Contains(word, (await Assert.ThrowsAsync<ArgumentException>(switching)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedChange_ChangesNothing()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        conference.Signaling.On("subscription-control", request => request.Refuse("Update subscription failed"));
        await Assert.ThrowsAsync<ConferenceException>(() => subscription.SwitchAsync(Stream(conference, "y"), cancellationToken: Token));
        await Assert.ThrowsAsync<ConferenceException>(() => subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 15 }, Token));
        await Assert.ThrowsAsync<ConferenceException>(() => subscription.MuteAsync(cancellationToken: Token));
        Assert.Equal(("x", null, TrackKinds.None), (subscription.Stream.Id, subscription.Options.Video!.FrameRate, subscription.Muted));
    }

    [Fact]
    public async Task Changes_WaitForEachOther()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(conference.Remote, cancellationToken: Token);
        var waiting = new List<FakeRequest>();
        conference.Signaling.On("subscription-control", waiting.Add);
        var first = subscription.SwitchAsync(Stream(conference, "y"), TrackKinds.Audio, cancellationToken: Token);
        var second = subscription.SwitchAsync(Stream(conference, "y"), TrackKinds.Video, cancellationToken: Token);
        Assert.Single(waiting).Acknowledge();
        await first;
        (await conference.Signaling.WaitForRequestAsync("subscription-control", 2, Token)).Acknowledge();
        await second;
        Assert.Equal("y", subscription.Stream.Id);
    }

    [Fact]
    public async Task ANewSession_IsGivenTheSameState()
    {
        await using var conference = await TwoStreamsAsync();
        await using var subscription = await conference.Client.SubscribeAsync(Stream(conference, "layers"), cancellationToken: Token);
        Assert.Null(subscription.Options.Audio);
        Assert.Null(subscription.AudioStream);
        await subscription.ReapplyAsync(Token);
        Assert.Empty(conference.Controls);
        await subscription.MuteAsync(cancellationToken: Token);
        await subscription.ReapplyAsync(Token);
        Assert.Equal(["pause \"video\"", "pause \"video\""], conference.Controls);
    }

    private static async Task<TestConference> TwoStreamsAsync()
    {
        var conference = new TestConference();
        conference.Portal.Streams.Add(FakePortal.ForwardStream("y", "bob"));
        conference.Portal.Streams.Add(
            """
            {"id":"layers","type":"forward","media":{"tracks":[
              {"id":"layers-1:q","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"q"},
              {"id":"layers-1:h","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"h"}]},"info":{}}
            """);
        conference.Portal.Streams.Add(
            """{"id":"av1","type":"forward","media":{"tracks":[{"id":"a","type":"video","format":{"codec":"av1"}}]},"info":{}}""");
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        return conference;
    }

    private static RemoteStream Stream(TestConference conference, string id) => conference.Client.RemoteStreams.Single(s => s.Id == id);

    private static string WithBitrate(string id) => FakePortal.ForwardStream(id, "bob")
        .Replace("\"parameters\":{\"resolution\":{\"width\":640", "\"parameters\":{\"bitrate\":500,\"resolution\":{\"width\":640", StringComparison.Ordinal);
}
