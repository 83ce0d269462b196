using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests;

/// <summary>PROTOCOL §4.8.</summary>
public class PublicationControlTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task MixedViews_AreAskedForAsTheServerNamesThem()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("stream-control", r => r.Acknowledge(Operation(r) == "get-region" ? """{"region":"2"}""" : "\"ok\""));

        await publication.MixAsync("common", Token);
        Assert.Equal("2", await publication.GetRegionAsync("common", Token));
        await publication.SetRegionAsync("common", "1", Token);
        await publication.UnmixAsync("common", Token);

        Assert.Equal(
            ["mix \"common\"", "get-region \"common\"", """set-region {"view":"common","region":"1"}""", "unmix \"common\""],
            conference.Controls);
        Assert.Equal(publication.Id, conference.Signaling.Requests[^1].Data!.Value.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("Invalid view")]
    [InlineData("unauthorized")]
    [InlineData("Video mixer is NOT ready.")]
    public async Task ARefusal_HasTheServersWords(string words)
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("stream-control", request => request.Refuse(words));
        Func<Task>[] operations =
        [
            () => publication.MixAsync("x", Token),
            () => publication.UnmixAsync("x", Token),
            () => publication.GetRegionAsync("x", Token),
            () => publication.SetRegionAsync("x", "1", Token),
        ];
        foreach (var operation in operations)
        {
            var failure = await Assert.ThrowsAsync<ConferenceException>(operation);
            Assert.Equal((ConferenceError.Rejected, words), (failure.Error, failure.ServerText));
        }
    }

    [Theory]
    [InlineData("\"ok\"")]
    [InlineData("{}")]
    [InlineData("""{"region":7}""")]
    [InlineData("""{"region":null}""")]
    public async Task ARegionThatIsNotNamed_IsAViolationOfTheProtocol(string answer)
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("stream-control", request => request.Acknowledge(answer));
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => publication.GetRegionAsync("common", Token));
        Assert.Equal(ConferenceError.ProtocolViolation, failure.Error);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsNotWaitedForLongerThanARequestMayTake()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("stream-control", _ => { });
        var mixing = publication.MixAsync("common", Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(ConferenceError.Timeout, (await Assert.ThrowsAsync<ConferenceException>(() => mixing)).Error);
    }

    [Fact]
    public async Task ControlAfterTheEnd_IsMisuse()
    {
        await using var conference = await TestConference.JoinAsync();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await publication.StopAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => publication.MixAsync("common", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => publication.GetRegionAsync("common", Token));
        Assert.Empty(conference.Controls);
    }

    [Fact]
    public async Task AViewWithoutAName_IsRefusedHere()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await Assert.ThrowsAsync<ArgumentException>(() => publication.MixAsync("", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => publication.SetRegionAsync("common", "", Token));
        Assert.Empty(conference.Controls);
    }

    [Fact]
    public async Task ANewSession_IsGivenTheSameState()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await publication.MuteAsync(TrackKinds.Audio, Token);
        await publication.MixAsync("common", Token);
        await publication.MixAsync("stage", Token);
        await publication.SetRegionAsync("common", "3", Token);
        await publication.UnmixAsync("stage", Token);
        Assert.Equal(TrackKinds.Audio, publication.Muted);
        var before = conference.Controls.Count();

        await publication.ReapplyAsync(Token);

        Assert.Equal(
            ["pause \"audio\"", "mix \"common\"", """set-region {"view":"common","region":"3"}"""], conference.Controls.Skip(before));
        Assert.Equal("publish", publication.CreatePlan().RequestName);
    }

    [Fact]
    public async Task AMuteThatTheServerRefuses_StaysInForceHere()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        conference.Signaling.On("stream-control", request => request.Refuse("Stream is NOT ready"));
        await Assert.ThrowsAsync<ConferenceException>(() => publication.MuteAsync(TrackKinds.Video, Token));
        Assert.Equal(TrackKinds.Video, publication.Muted);
        Assert.False(conference.Camera.Video!.SendFrame(new EncodedFrame(MediaCodec.Vp8, new byte[] { 1 }, TimeSpan.Zero)));
        await Assert.ThrowsAsync<ConferenceException>(() => publication.UnmuteAsync(TrackKinds.Video, Token));
        Assert.Equal(TrackKinds.Video, publication.Muted);
    }

    private static string? Operation(FakeRequest request) => request.Data!.Value.GetProperty("operation").GetString();
}
