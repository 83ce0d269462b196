using OwtClient.Conference;
using OwtClient.Testing;

namespace OwtClient.Tests.Guide;

public class StreamsGuideTests
{
    private static CancellationToken Token => TestConference.Token;

    /// <summary>Each example of the guide stands, line by line, in the compiled file.</summary>
    [Fact]
    public void Examples_AreTheCompiledOnes()
    {
        var compiled = Join(File.ReadLines(PathOf("StreamsGuide.cs")));
        var examples = File.ReadAllText(PathOf("streams.md")).Split("```csharp\n")[1..].Select(part => part.Split("```")[0]).ToList();
        Assert.Equal(5, examples.Count);
        foreach (var example in examples) Assert.Contains(Join(example.TrimEnd().Split('\n')), compiled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_SayWhatTheyClaim()
    {
        await using var conference = await TestConference.JoinAsync();
        var log = new List<string>();
        StreamsGuide.Follow(conference.Client, log);
        StreamsGuide.FollowOne(conference.Remote, log);
        Assert.Equal(["x of bob: opus 640x480"], StreamsGuide.Describe(conference.Client));
        Assert.Equal("x-1", StreamsGuide.LargestLayer(conference.Remote)!.TrackId);

        var over = TestConference.NextAsync<MessageReceivedEventArgs>(h => conference.Client.MessageReceived += h);
        conference.Signaling.Push("stream", """{"id":"x","status":"update","data":{"field":"audio.status","value":"inactive"}}""");
        conference.Signaling.Push("stream", """{"id":"x","status":"remove"}""");
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"over"}""");
        await over;
        Assert.Equal(["Audio off", "x: Audio muted", "gone"], log);
    }

    [Fact]
    public async Task VersionExample_Joins()
    {
        var signaling = new FakeSignaling();
        _ = new FakePortal(signaling);
        var version = await StreamsGuide.JoinAnOldPortalAsync(new ConferenceClientOptions(), signaling, FakePortal.CreateToken(), Token);
        Assert.Equal(ProtocolVersion.Version11, version);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Guide", name);

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));
}
