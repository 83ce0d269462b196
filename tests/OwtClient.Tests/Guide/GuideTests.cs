using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Guide;

/// <summary>The examples of the guides compile, and do what the guides say.</summary>
public class GuideTests
{
    private static CancellationToken Token => TestConference.Token;

    /// <summary>Each example stands, line by line, in the compiled file.</summary>
    [Theory]
    [InlineData("publishing-and-subscribing.md", "MediaGuide.cs", 7)]
    [InlineData("control.md", "ControlGuide.cs", 7)]
    public void Examples_AreTheCompiledOnes(string page, string source, int count)
    {
        var compiled = Join(File.ReadLines(PathOf(source)));
        var examples = ExamplesOf(File.ReadLines(PathOf(page))).ToList();
        Assert.Equal(count, examples.Count);
        foreach (var example in examples) Assert.Contains(Join(example), compiled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing()
    {
        await using var conference = await TestConference.JoinAsync();
        await using var publication = await MediaGuide.PublishAsync(conference.Client, Token);
        var encoder = new MediaGuide.Encoder();
        MediaGuide.Feed(publication.Stream.Video!, encoder, new MediaGuide.Picture(TimeSpan.Zero));
        var before = encoder.KeyFrames; // the publication itself asks for one, before or after this moment
        conference.Engine.Connections[0].Transceivers[1].Sender.RequestKeyFrame();
        Assert.InRange(encoder.KeyFrames, before + 1, 2);
        Assert.Equal(1, publication.Stream.Video!.FramesSent);
        Assert.Equal(1_500_000, publication.Stream.Video.MaxBitsPerSecond);
    }

    [Fact]
    public async Task Layers()
    {
        await using var conference = await TestConference.JoinAsync();
        var encoders = new Dictionary<string, MediaGuide.Encoder> { ["q"] = new(), ["h"] = new(), ["f"] = new() };
        var camera = await MediaGuide.PublishLayersAsync(conference.Client, encoders, new MediaGuide.Picture(TimeSpan.Zero));
        Assert.Equal(3, camera.FramesSent);
        Assert.All(encoders.Values, encoder => Assert.Equal(1, encoder.Pictures));
        var before = encoders["h"].KeyFrames;
        conference.Engine.Connections[0].Transceivers[0].Sender.RequestKeyFrame("h");
        Assert.True(encoders["h"].KeyFrames > before);
    }

    [Fact]
    public async Task Subscribing()
    {
        await using var conference = new TestConference();
        conference.Portal.Streams.Add(FakePortal.ForwardStream("y", "bob"));
        conference.Portal.Streams.Add("""
            {"id":"layers","type":"forward","media":{"tracks":[
              {"id":"layers-1:q","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"q","parameters":{"resolution":{"width":160,"height":90}}},
              {"id":"layers-1:h","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"h","parameters":{"resolution":{"width":320,"height":180}}}]}}
            """);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        var streams = conference.Client.RemoteStreams.ToDictionary(stream => stream.Id);

        var small = await MediaGuide.SubscribeSmallAsync(conference.Client, streams["x"], Token);
        Assert.Equal((new Resolution(320, 240), 6), (small.Options.Video!.Resolution, small.Options.Video.FrameRate));
        var mixed = await MediaGuide.SubscribeMixedAsync(conference.Client, streams["x"], streams["y"]);
        Assert.Equal(("y", "x"), (mixed.AudioStream!.Id, mixed.VideoStream!.Id));
        var layer = await MediaGuide.SubscribeLayerAsync(conference.Client, streams["layers"]);
        Assert.Equal("q", layer.Options.Video!.Rid);
    }

    [Fact]
    public async Task Controls()
    {
        await using var conference = new TestConference();
        conference.Portal.Streams.Add(FakePortal.ForwardStream("y", "bob"));
        conference.Portal.Streams.Add("""
            {"id":"room-common","type":"mixed","media":{"tracks":[]},"info":{"label":"common","layout":[
              {"region":{"id":"1","area":{"left":"0/1","top":"0/1","width":"2/3","height":"2/3"}}},
              {"region":{"id":"2","area":{"left":"2/3","top":"0/1","width":"1/3","height":"1/3"}}}]}}
            """);
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        conference.Signaling.On("stream-control", request =>
            request.Acknowledge(request.ToString().Contains("get-region", StringComparison.Ordinal) ? """{"region":"2"}""" : "\"ok\""));
        var streams = conference.Client.RemoteStreams.ToDictionary(stream => stream.Id);
        await using var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        await using var subscription = await conference.Client.SubscribeAsync(streams["x"], cancellationToken: Token);

        await ControlGuide.MuteAsync(publication, subscription);
        Assert.Equal((TrackKinds.None, TrackKinds.Video), (publication.Muted, subscription.Muted));
        await ControlGuide.ApplyAsync(subscription);
        Assert.Equal(15, subscription.Options.Video!.FrameRate);
        Assert.Equal("2", await ControlGuide.MixAsync(conference.Client, publication));
        Assert.Contains("""set-region {"view":"common","region":"1"}""", conference.Controls);
        ControlGuide.Watch(conference.Client);
        await ControlGuide.TalkAsync(conference.Client, "bob", Token);
        Assert.Equal("switched", await ControlGuide.HandleAsync(subscription, streams["y"]));
        Assert.Contains("no sound", await ControlGuide.HandleAsync(subscription, streams["room-common"]), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ControlGuide.SwitchAsync(subscription, streams["y"], streams["x"])); // no layer h
        Assert.Equal(("x", "y"), (subscription.AudioStream!.Id, subscription.VideoStream!.Id));
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Guide", name);

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    private static IEnumerable<List<string>> ExamplesOf(IEnumerable<string> page)
    {
        List<string>? example = null;
        foreach (var line in page)
        {
            if (line == "```csharp") example = [];
            else if (line == "```" && example is not null)
            {
                yield return example;
                example = null;
            }
            else example?.Add(line);
        }
    }
}
