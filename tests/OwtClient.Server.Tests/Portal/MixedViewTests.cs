using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Portal;

/// <summary>The mixed view as participants see it (PROTOCOL §4.8, §7.5).</summary>
public class MixedViewTests
{
    private readonly PortalFixture _portal = new(mixesPublications: true);
    private readonly MemoryConnection _ada;
    private readonly MemoryConnection _bob;
    private readonly string _view;

    public MixedViewTests()
    {
        (_ada, _bob) = (_portal.Join("ada"), _portal.Join("bob"));
        _view = $"{_portal.Room.Id}-common";
    }

    [Fact]
    public void View_IsInTheLoginResult()
    {
        var room = _ada.LoginResult.GetProperty("room");

        Assert.Equal("""["common"]""", room.GetProperty("views").GetRawText());
        var view = room.GetProperty("streams")[0];
        Assert.Equal((_view, "mixed"), (view.GetProperty("id").GetString(), view.GetProperty("type").GetString()));
        Assert.Equal("""{"label":"common","activeInput":"unknown","layout":[]}""", view.GetProperty("info").GetRawText());
    }

    [Fact]
    public void Publication_TakesPart_AndIsShownAfterItWasTold()
    {
        var id = PortalFixture.RequestPublish(_ada);
        _portal.ReportReady(id);
        _bob.Received.Clear();

        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal(2, _bob.Received.Count);
        Assert.Contains("\"inViews\":[\"common\"]", _bob.Received[0]);
        Assert.StartsWith(
            $$"""stream {"id":"{{_view}}","status":"update","data":{"field":"video.layout","value":[{"stream":"{{id}}",""",
            _bob.Received[1]);
        Assert.Equal([id], _portal.Media.ViewInputs);
    }

    [Fact]
    public void Subscriber_GetsTheNewestInput_ThenWhoSpeaks_ThenTheNewestAgain()
    {
        var first = _portal.Publish(_ada, _bob);
        var second = _portal.Publish(_ada, _bob);
        var subscription = PortalFixture.RequestSubscribe(_bob, _view)![1].GetProperty("id").GetString()!;
        _portal.Media.Calls.Clear();
        _bob.Received.Clear();

        _portal.Media.Events.OnActiveSpeaker(first);
        Assert.Equal([$"switch Audio {first}-0", $"switch Video {first}-1"], _portal.Media.Calls);
        Assert.Equal(
            $$$"""stream {"id":"{{{_view}}}","status":"update","data":{"field":"activeInput","value":"{{{first}}}"}}""", _bob.Received[0]);
        Assert.Contains("video.layout", _bob.Received[1]);

        _portal.Media.Calls.Clear();
        _ada.Request("unpublish", new { id = first });
        Assert.Equal([$"close {first}", $"switch Audio {second}-0", $"switch Video {second}-1"], _portal.Media.Calls);
        Assert.Contains(_portal.Room.Describe().Sessions, session => session.Id == subscription); // it outlives its inputs
    }

    [Fact]
    public void NobodyHearsThemselves()
    {
        var own = _portal.Publish(_bob, _ada);
        var other = _portal.Publish(_ada, _bob);
        PortalFixture.RequestSubscribe(_bob, _view);
        _portal.Media.Events.OnActiveSpeaker(other);
        _portal.Media.Calls.Clear();

        _portal.Media.Events.OnActiveSpeaker(own);

        Assert.Equal([$"switch Video {own}-1"], _portal.Media.Calls); // the sound stays that of the other
    }

    [Fact]
    public void SpeakerThatIsNoInput_ChangesNothing()
    {
        _portal.Publish(_ada, _bob);
        var unmixed = _portal.Publish(_ada, _bob);
        _ada.Request("stream-control", new { id = unmixed, operation = "unmix", data = "common" });
        _bob.Received.Clear();

        _portal.Media.Events.OnActiveSpeaker(unmixed);

        Assert.Empty(_bob.Received);
    }

    [Fact]
    public void Region_IsTheShownInputs_AndCanBeGivenToAnother()
    {
        var first = _portal.Publish(_ada, _bob);
        var second = _portal.Publish(_ada, _bob);

        Assert.Equal("""["ok",{"region":"1"}]""", Control(second, "get-region", "common"));
        Assert.Equal("""["error","Invalid stream"]""", Control(first, "get-region", "common"));
        Assert.Equal("""["ok","ok"]""", Control(first, "set-region", new { view = "common", region = "1" }));
        Assert.Equal("""["ok",{"region":"1"}]""", Control(first, "get-region", "common"));
        Assert.Contains(first, _bob.Received[^1]);
    }

    [Theory]
    [InlineData("mix", "other", "Invalid view")]
    [InlineData("unmix", "other", "Invalid view")]
    [InlineData("get-region", "other", "Invalid mix view")]
    public void UnknownView_IsRefused(string operation, string label, string expected) =>
        Assert.Equal($$"""["error","{{expected}}"]""", Control(_portal.Publish(_ada), operation, label));

    [Fact]
    public void SetRegion_ChecksViewStreamAndRegion()
    {
        var id = _portal.Publish(_ada);
        Assert.Equal("""["error","Invalid mix view"]""", Control(id, "set-region", new { view = "other", region = "1" }));
        Assert.Equal("""["error","Invalid region"]""", Control(id, "set-region", new { view = "common", region = "2" }));
        Control(id, "unmix", "common");
        Assert.Equal("""["error","Invalid stream"]""", Control(id, "set-region", new { view = "common", region = "1" }));
    }

    [Fact]
    public void View_CannotBeControlled()
    {
        Assert.Equal("""["error","unauthorized"]""", Control(_view, "pause", "video"));
        var admin = _portal.Join("root", "admin");
        var pause = new { id = _view, operation = "pause", data = "video" };
        Assert.Equal("""["error","Stream is Mixed"]""", admin.RequestText("stream-control", pause));
    }

    [Theory]
    [InlineData("""{"codec":"vp8"}""", null)]
    [InlineData("""{"codec":"h264","profile":"CB"}""", null)]
    [InlineData("""{"codec":"h265"}""", "Format is not acceptable")]
    public void Format_IsOneOfThoseThatCanBeNegotiated(string format, string? refusal)
    {
        var track = new { type = "video", mid = "0", from = _view, format = System.Text.Json.JsonSerializer.Deserialize<object>(format) };
        var ack = _bob.Request("subscribe", new { media = new { tracks = new object[] { track } } });

        Assert.Equal(refusal is null ? "ok" : "error", ack![0].GetString());
        if (refusal is not null) Assert.Equal($"Target video stream does NOT satisfy:{refusal}", ack[1].GetString());
    }

    [Fact]
    public void Subscription_CanMoveToTheViewAndBack_IfTheCodecStaysTheSame()
    {
        var id = _portal.Publish(_ada, _bob);
        var subscription = PortalFixture.RequestSubscribe(_bob, id)![1].GetProperty("id").GetString()!;
        _portal.Media.Events.OnSubscriptionReady(subscription, subscription, [RtpCodec.Opus, RtpCodec.Vp8]);

        Assert.Equal("""["ok"]""", Update(subscription, new { video = new { from = _view }, audio = new { from = _view } }));
        Assert.Equal([_view, _view], SourcesOf(subscription));
        Assert.Equal("""["ok"]""", Update(subscription, new { video = new { from = id } }));
        Assert.Equal([_view, id], SourcesOf(subscription));
        var h264 = PublishH264();
        Assert.Equal(
            """["error","Target video stream does NOT satisfy:Format is not acceptable"]""",
            Update(subscription, new { video = new { from = h264 } }));
    }

    private string PublishH264()
    {
        var id = PortalFixture.RequestPublish(_ada);
        _portal.Media.Events.OnPublicationReady(id, id, [new StreamTrack($"{id}-1", MediaKind.Video, "1") { Codec = RtpCodec.H264 }]);
        return id;
    }

    private string? Update(string id, object data) => _bob.RequestText("subscription-control", new { id, operation = "update", data });

    private IReadOnlyList<string> SourcesOf(string subscription) =>
        _portal.Room.Describe().Sessions.Single(session => session.Id == subscription).SourceStreamIds;

    private string? Control(string id, string operation, object data) => _ada.RequestText("stream-control", new { id, operation, data });
}
