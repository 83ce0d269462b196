using OwtClient.Streams;

namespace OwtClient.Tests;

/// <summary>A limit reaches the source of the frames, the only one who can keep it.</summary>
public class BitrateLimitTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task TheSmallestLimitOfAllPublications_IsTheTracks()
    {
        await using var conference = await TestConference.JoinAsync();
        var (audio, video) = (conference.Camera.Audio!, conference.Camera.Video!);
        Assert.Null(video.MaxBitsPerSecond);
        var options = new PublishOptions { MaxVideoBitsPerSecond = 500_000, MaxAudioBitsPerSecond = 32_000 };
        await using var first = await conference.Client.PublishAsync(conference.Camera, options, Token);
        var second = await conference.Client.PublishAsync(conference.Camera, options with { MaxVideoBitsPerSecond = 300_000 }, Token);
        await using var third = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        Assert.Equal((32_000, 300_000), (audio.MaxBitsPerSecond, video.MaxBitsPerSecond));
        await second.StopAsync(Token);
        Assert.Equal((32_000, 500_000), (audio.MaxBitsPerSecond, video.MaxBitsPerSecond));
        Assert.Equal(500_000, first.Options.MaxVideoBitsPerSecond);
    }

    [Fact]
    public async Task ANewLimit_IsAnnouncedOnce()
    {
        await using var conference = await TestConference.JoinAsync();
        var video = conference.Camera.Video!;
        var limits = System.Threading.Channels.Channel.CreateUnbounded<int?>();
        video.MaxBitsPerSecondChanged += (_, _) => limits.Writer.TryWrite(video.MaxBitsPerSecond);
        var options = new PublishOptions { MaxVideoBitsPerSecond = 500_000 };
        var first = await conference.Client.PublishAsync(conference.Camera, options, Token);
        Assert.Equal(500_000, await limits.Reader.ReadAsync(Token));
        var second = await conference.Client.PublishAsync(conference.Camera, options, Token);
        await second.StopAsync(Token);
        await first.StopAsync(Token);
        Assert.Null(await limits.Reader.ReadAsync(Token)); // and nothing between the two
        Assert.False(limits.Reader.TryRead(out _));
    }
}
