using OwtClient.Cli.Join;
using OwtClient.Cli.Join.Events;
using OwtClient.Media;
using OwtClient.Server;

namespace OwtClient.Cli.Tests.Join;

/// <summary><c>owt join</c> against the embedded server, both ends in this process.</summary>
public class JoinRunTests
{
    private static readonly string Clip = Path.Combine(AppContext.BaseDirectory, "clip.webm");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnePublishes_TheOtherReceivesRecordsAndTalks()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        var folder = Directory.CreateTempSubdirectory("owt-join");
        using var publisherOutput = new RecordingOutput();
        using var receiverOutput = new RecordingOutput();
        using var stopPublisher = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var stopReceiver = CancellationTokenSource.CreateLinkedTokenSource(Token);
        try
        {
            var publishing = Run(Options(server, "alice") with { PublishFile = Clip, Loop = true, Subscribe = SubscribeChoice.None }, publisherOutput, stopPublisher.Token);
            var published = await publisherOutput.WaitForAsync<PublishedEvent>();
            var receiving = Run(Options(server, "bob") with { RecordFolder = folder.FullName, Message = "hello" }, receiverOutput, stopReceiver.Token);

            var subscribed = await receiverOutput.WaitForAsync<SubscribedEvent>();
            Assert.Equal(published.Id, subscribed.Stream);
            await receiverOutput.WaitForAsync<StatsEvent>(e => e.Streams.Any(s => s is { Fps: > 5, KbitPerSecond: > 50, Width: 640, Height: 360 }));
            var message = await publisherOutput.WaitForAsync<MessageEvent>();
            Assert.Equal(("bob", "hello"), (message.From, message.Text));

            await stopReceiver.CancelAsync();
            await receiving;
            await stopPublisher.CancelAsync();
            await publishing;

            var sent = Assert.Single(Assert.IsType<SummaryEvent>(publisherOutput.Events[^1]).Publications);
            Assert.True(sent.VideoFramesSent > 0 && sent.AudioFramesSent > 0);
            var received = Assert.Single(Assert.IsType<SummaryEvent>(receiverOutput.Events[^1]).Subscriptions);
            Assert.True(received is { VideoFramesReceived: > 0, AudioFramesReceived: > 0, FramesLost: 0, FirstFrameMs: > 0 });
            await AssertIsCompleteRecordingAsync(received);
            Assert.Contains(publisherOutput.Events, e => e is ParticipantEvent { Action: "left", User: "bob" });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AFileThatIsOver_EndsARunThatReceivesNothing()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        using var output = new RecordingOutput();
        var shortFile = Path.Combine(AppContext.BaseDirectory, "short.webm");
        await CopyOneSecondAsync(shortFile);

        await Run(Options(server, "alice") with { PublishFile = shortFile, Subscribe = SubscribeChoice.None }, output, Token);

        Assert.Equal("the file is over", Assert.Single(output.Events.OfType<EndedEvent>()).Reason);
        Assert.IsType<SummaryEvent>(output.Events[^1]);
    }

    [Fact]
    public async Task ADuration_EndsTheRun()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        using var output = new RecordingOutput();

        await Run(Options(server, "alice") with { Duration = TimeSpan.FromMilliseconds(10) }, output, Token);

        Assert.IsType<JoinedEvent>(output.Events[0]);
        Assert.IsType<SummaryEvent>(output.Events[^1]);
    }

    [Fact]
    public async Task BeingDropped_FailsWithThatReason_AndStillSummarizes()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        using var output = new RecordingOutput();
        var running = Run(Options(server, "alice"), output, Token);
        var joined = await output.WaitForAsync<JoinedEvent>();

        Assert.True(server.DropParticipant(joined.Room, joined.Id));

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => running);
        Assert.Contains("removed this participant", failure.Message, StringComparison.Ordinal);
        Assert.IsType<SummaryEvent>(output.Events[^1]);
    }

    [Theory]
    [InlineData("README.md", "No file")]
    [InlineData("OwtClient.Cli.dll", "Neither WebM")]
    public async Task WhatIsNoMediaFile_FailsNamingIt(string file, string reason)
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        using var output = new RecordingOutput();
        var path = Path.Combine(AppContext.BaseDirectory, file);

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => Run(Options(server, "alice") with { PublishFile = path }, output, Token));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason == "No file" ? "not find" : reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARoleThatDoesNotExist_FailsWithTheCure()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        using var output = new RecordingOutput();

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => Run(Options(server, "alice") with { Role = "emperor" }, output, Token));

        Assert.Contains("--role", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATextThatIsNoToken_FailsWithoutRepeatingIt()
    {
        using var output = new RecordingOutput();

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => Run(new JoinOptions { Token = "sesame123", User = "a", Role = "b" }, output, Token));

        Assert.Contains("not a token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame123", failure.Message, StringComparison.Ordinal);
    }

    private static Task Run(JoinOptions options, RecordingOutput output, CancellationToken cancellationToken) =>
        new JoinRun(options, output, TimeProvider.System).RunAsync(cancellationToken);

    private static JoinOptions Options(ConferenceServer server, string user) => new() { Server = server.Url, User = user, Role = "presenter" };

    private static async Task AssertIsCompleteRecordingAsync(SubscriptionSummary received)
    {
        Assert.Equal(new FileInfo(received.Recording!).Length, received.RecordingBytes);
        await using var reader = await MediaFileReader.OpenAsync(received.Recording!, cancellationToken: Token);
        Assert.NotNull(reader.Duration); // written when a recording is closed
        var frames = await reader.ReadFramesAsync(Token).CountAsync(Token);
        Assert.False(reader.IsTruncated);
        Assert.Equal(received.VideoFramesReceived + received.AudioFramesReceived, frames);
    }

    private static async Task CopyOneSecondAsync(string path)
    {
        await using var reader = await MediaFileReader.OpenAsync(Clip, cancellationToken: Token);
        await using var recorder = new WebMRecorder(path);
        var tracks = reader.Tracks.ToDictionary(t => t.Id, t => recorder.AddTrack(t.Codec));
        await foreach (var frame in reader.ReadFramesAsync(Token))
        {
            if (frame.Timestamp > TimeSpan.FromSeconds(1)) break;
            tracks[frame.Track.Id].Write(frame.ToEncodedFrame());
        }
    }
}
