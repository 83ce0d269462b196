using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;

namespace OwtClient.Tests.Protocol;

/// <summary>PROTOCOL §4.2 to §4.6: one request, three versions.</summary>
public class SessionRequestsTests
{
    private static readonly TrackRequest Microphone = new("audio", "0") { Source = "mic" };
    private static readonly TrackRequest Camera = new("video", "1") { Source = "camera" };

    [Fact]
    public void Publish_InVersion12_ListsTracks() =>
        Assert.Equal(
            """{"media":{"tracks":[{"type":"audio","mid":"0","source":"mic"},{"type":"video","mid":"1","source":"camera"}]}}""",
            SessionRequests.Write(new PublishRequest(new MediaRequest([Microphone, Camera])), ProtocolVersion.Version12).GetRawText());

    [Theory]
    [InlineData(ProtocolVersion.Version10)]
    [InlineData(ProtocolVersion.Version11)]
    public void Publish_BeforeVersion12_HasAMemberForEachKind(ProtocolVersion version)
    {
        var attributes = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["name"] = "cam" });
        Assert.Equal(
            """{"media":{"audio":{"source":"mic"},"video":{"source":"camera"}},"attributes":{"name":"cam"}}""",
            SessionRequests.Write(new PublishRequest(new MediaRequest([Microphone, Camera])) { Attributes = attributes }, version).GetRawText());
    }

    /// <summary>Both members are required; the kind that is not there is <c>false</c> (PROTOCOL §4.3).</summary>
    [Fact]
    public void Publish_OfOneKindBeforeVersion12_SaysFalseForTheOther()
    {
        Assert.Equal("""{"media":{"audio":{"source":"mic"},"video":false}}""", Publish(Microphone));
        Assert.Equal("""{"media":{"audio":false,"video":{"source":"camera"}}}""", Publish(Camera with { Mid = "0" }));

        static string Publish(TrackRequest track) =>
            SessionRequests.Write(new PublishRequest(new MediaRequest([track])), ProtocolVersion.Version11).GetRawText();
    }

    [Fact]
    public void Subscribe_BeforeVersion12_HasAMemberForEachKind()
    {
        var parameters = new TrackParametersRequest { Resolution = new ResolutionMessage(320, 240), Framerate = 15 };
        var video = new TrackRequest("video", "1") { From = "y", Parameters = parameters };
        Assert.Equal(
            """{"media":{"audio":{"from":"x"},"video":{"from":"y","parameters":{"resolution":{"width":320,"height":240},"framerate":15}}}}""",
            Subscribe(ProtocolVersion.Version11, new TrackRequest("audio", "0") { From = "x" }, video));
    }

    /// <summary>PROTOCOL §4.4 and §4.6: the track's own id in 1.2, the stream's id and the rid before.</summary>
    [Fact]
    public void Subscribe_ToALayer_NamesTheRidBeforeVersion12Only()
    {
        var layer = new TrackRequest("video", "0") { From = "x", Rid = "q" };
        Assert.Equal("""{"media":{"audio":false,"video":{"from":"x","simulcastRid":"q"}}}""", Subscribe(ProtocolVersion.Version11, layer));
        Assert.Equal(
            """{"media":{"tracks":[{"type":"video","mid":"0","from":"x-1:q"}]}}""",
            Subscribe(ProtocolVersion.Version12, layer with { From = "x-1:q" }));
    }

    private static string Subscribe(ProtocolVersion version, params TrackRequest[] tracks) =>
        SessionRequests.Write(new SubscribeRequest(new MediaRequest(tracks)), version).GetRawText();
}
