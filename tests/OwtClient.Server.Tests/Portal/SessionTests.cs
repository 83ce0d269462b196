using OwtClient.Server.Rooms;

namespace OwtClient.Server.Tests.Portal;

/// <summary>Publish, subscribe and control over memory connections, with the order of events of PROTOCOL §4 and §5.</summary>
public class SessionTests
{
    private readonly PortalFixture _portal = new();
    private readonly MemoryConnection _alice;
    private readonly MemoryConnection _bob;

    public SessionTests()
    {
        _alice = _portal.Join("alice");
        _bob = _portal.Join("bob");
        _alice.Received.Clear();
        _bob.Received.Clear();
    }

    [Fact]
    public void Publish_RunsThroughAnswerReadyAndAdd_InTheProtocolsOrder()
    {
        var id = PortalFixture.RequestPublish(_alice);
        Assert.Equal(32, id.Length);
        Assert.Equal("""["ok"]""", _alice.RequestText("soac", new { id, signaling = new { type = "offer", sdp = "v=0" } }));
        _portal.Media.Events.OnAnswer(id, "v=0");
        _portal.ReportReady(id);
        Assert.Empty(_bob.Received);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal(["publication Audio:0 Video:1", "signal offer"], _portal.Media.Calls);
        Assert.Equal(
        [
            "ack publish",
            "ack soac",
            $$$"""progress {"id":"{{{id}}}","status":"soac","data":{"type":"answer","sdp":"v=0"}}""",
            $$"""progress {"id":"{{id}}","status":"ready"}""",
            $$"""progress {"id":"{{id}}","sessionId":"{{id}}","status":"ready"}""",
            Added(id),
        ], _alice.Received);
        Assert.Equal([Added(id)], _bob.Received);
    }

    [Fact]
    public void ReportedResolution_IsToldOnceToEverybody()
    {
        var id = _portal.Publish(_alice, _bob);

        _portal.Media.Events.OnResolution(id, $"{id}-1", 640, 360);
        _portal.Media.Events.OnResolution(id, $"{id}-1", 640, 360);

        var update = Assert.Single(_bob.Received);
        Assert.StartsWith(
            $$$"""stream {"id":"{{{id}}}","status":"update","data":{"field":".","value":{"id":"{{{id}}}","type":"forward",""", update);
        Assert.Contains("\"parameters\":{\"resolution\":{\"width\":640,\"height\":360}},\"optional\":", update);
    }

    [Fact]
    public void ResolutionBeforeTheAdd_IsInTheAdd()
    {
        var id = PortalFixture.RequestPublish(_alice);
        _portal.ReportReady(id);
        _portal.Media.Events.OnResolution(id, $"{id}-1", 640, 360);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Contains("\"resolution\":{\"width\":640,\"height\":360}", Assert.Single(_bob.Received));
    }

    [Fact]
    public void StreamThatStillConnects_IsNeitherListedNorSubscribable()
    {
        var id = PortalFixture.RequestPublish(_alice);

        Assert.Equal(
            """["error","Target audio stream does NOT satisfy:Requested audio stream"]""", Text(PortalFixture.RequestSubscribe(_bob, id)));
        Assert.Equal(1, _portal.Join("carol").LoginResult.GetProperty("room").GetProperty("streams").GetArrayLength()); // the mixed view
    }

    /// <summary>Streams are told of a moment after they became live; who comes in that moment has read of them already.</summary>
    [Fact]
    public void StreamThatEndsBeforeItIsToldOf_IsTakenFromWhoReadOfItAtLogin()
    {
        var id = PortalFixture.RequestPublish(_alice);
        _portal.ReportReady(id);
        var carol = _portal.Join("carol");
        _alice.Request("unpublish", new { id });
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Contains(id, carol.LoginResult.GetRawText());
        Assert.Contains($$"""stream {"id":"{{id}}","status":"remove"}""", carol.Received);
    }

    [Fact]
    public void LiveStream_IsInTheLoginResultOfWhoComesLater()
    {
        var id = _portal.Publish(_alice);

        var streams = _portal.Join("carol").LoginResult.GetProperty("room").GetProperty("streams");
        Assert.Equal(id, streams[1].GetProperty("id").GetString());
    }

    [Fact]
    public void Unpublish_EndsSubscriptionsAndTellsEverybodyTenMillisecondsLater()
    {
        var id = _portal.Publish(_alice, _bob);
        var subscription = PortalFixture.RequestSubscribe(_bob, id)![1].GetProperty("id").GetString()!;
        _portal.Media.Calls.Clear();

        Assert.Equal("""["ok"]""", _alice.RequestText("unpublish", new { id }));
        Assert.Equal(
            [
                "ack subscribe",
                $$"""progress {"id":"{{subscription}}","sessionId":"{{subscription}}","status":"error","data":"Source stream loss"}""",
            ],
            _bob.Received);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal($$"""stream {"id":"{{id}}","status":"remove"}""", _bob.Received[^1]);
        Assert.Equal($$"""stream {"id":"{{id}}","status":"remove"}""", _alice.Received[^1]);
        Assert.Equal([$"close {id}", $"close {subscription}"], _portal.Media.Calls);
        Assert.Equal("""["error","Subscription does NOT exist"]""", _bob.RequestText("unsubscribe", new { id = subscription }));
        Assert.Equal("""["error","Stream does NOT exist"]""", _alice.RequestText("unpublish", new { id }));
    }

    [Fact]
    public void Leaving_EndsWhatWasTheParticipants()
    {
        var id = _portal.Publish(_alice, _bob);
        PortalFixture.RequestSubscribe(_bob, id);
        _bob.Received.Clear();

        _alice.Request("logout");
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal($$"""participant {"action":"leave","data":"{{_alice.Id}}"}""", _bob.Received[0]);
        Assert.Contains("Source stream loss", _bob.Received[1]);
        Assert.Equal($$"""stream {"id":"{{id}}","status":"remove"}""", _bob.Received[2]);
        Assert.Contains($"close transport {id}", _portal.Media.Calls);
    }

    [Fact]
    public void StreamThatEndsBeforeItWasAdded_IsNeverMentioned()
    {
        var id = PortalFixture.RequestPublish(_alice);
        _portal.ReportReady(id);
        _alice.Request("unpublish", new { id });
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Empty(_bob.Received);
    }

    [Theory]
    [InlineData("pause", "audio", new[] { "audio.status inactive" }, new[] { "publication Audio off" })]
    [InlineData(
        "pause",
        "av",
        new[] { "audio.status inactive", "video.status inactive" },
        new[] { "publication Audio off", "publication Video off" })]
    [InlineData("play", "video", new[] { "video.status active" }, new[] { "publication Video on" })]
    public void StreamControl_TellsEverybodyBeforeItIsAcknowledged(string operation, string data, string[] updates, string[] calls)
    {
        var id = _portal.Publish(_alice, _bob);
        _portal.Media.Calls.Clear();

        Assert.Equal("""["ok","ok"]""", _alice.RequestText("stream-control", new { id, operation, data }));

        var expected = updates.Select(update => update.Split(' ')).Select(update =>
            $$$"""stream {"id":"{{{id}}}","status":"update","data":{"field":"{{{update[0]}}}","value":"{{{update[1]}}}"}}""").ToArray();
        Assert.Equal(expected, _bob.Received);
        Assert.Equal([.. expected, "ack stream-control"], _alice.Received);
        Assert.Equal(calls, _portal.Media.Calls);
    }

    [Fact]
    public void PausedTrack_IsInactiveForWhoComesLater()
    {
        var id = _portal.Publish(_alice);
        _alice.Request("stream-control", new { id, operation = "pause", data = "video" });

        var stream = _portal.Join("carol").LoginResult.GetProperty("room").GetProperty("streams")[1];
        var tracks = stream.GetProperty("media").GetProperty("tracks");
        Assert.Equal(["active", "inactive"], tracks.EnumerateArray().Select(track => track.GetProperty("status").GetString()));
    }

    [Fact]
    public void ControlByOthers_IsUnauthorized()
    {
        var id = _portal.Publish(_alice);
        var subscription = PortalFixture.RequestSubscribe(_bob, id)![1].GetProperty("id").GetString();

        Assert.Equal("""["error","unauthorized"]""", _bob.RequestText("stream-control", new { id, operation = "pause", data = "audio" }));
        var request = new { id = subscription, operation = "pause", data = "audio" };
        Assert.Equal("""["error","unauthorized"]""", _alice.RequestText("subscription-control", request));
        Assert.Equal("""["ok"]""", _bob.RequestText("unpublish", new { id })); // but ending is open to all, as in the original
    }

    [Fact]
    public void SubscriptionControl_PausesAndResumesQuietly()
    {
        var id = Subscribe(_portal.Publish(_alice, _bob));

        Assert.Equal("""["ok"]""", _bob.RequestText("subscription-control", new { id, operation = "pause", data = "av" }));
        Assert.Equal("""["ok"]""", _bob.RequestText("subscription-control", new { id, operation = "play", data = "video" }));

        Assert.Equal(["subscription Audio off", "subscription Video off", "subscription Video on"], _portal.Media.Calls[^3..]);
        Assert.DoesNotContain(_bob.Received, line => line.StartsWith("stream", StringComparison.Ordinal));
    }

    [Fact]
    public void SubscriptionUpdate_SwitchesTheSource_AndItsEndIsThenTheSubscriptions()
    {
        var first = _portal.Publish(_alice, _bob);
        var second = _portal.Publish(_alice, _bob);
        var id = Subscribe(first);

        var data = new { video = new { from = second }, audio = new { from = second } };
        Assert.Equal("""["ok"]""", _bob.RequestText("subscription-control", new { id, operation = "update", data }));

        Assert.Equal([$"switch Audio {second}-0", $"switch Video {second}-1"], _portal.Media.Calls[^2..]);
        _alice.Request("unpublish", new { id = first });
        Assert.DoesNotContain(_bob.Received, line => line.Contains("Source stream loss", StringComparison.Ordinal));
        _alice.Request("unpublish", new { id = second });
        Assert.Contains(_bob.Received, line => line.Contains("Source stream loss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        """{"video":{"parameters":{"resolution":{"width":1,"height":1}}}}""",
        "Target video stream does NOT satisfy:Resolution is not acceptable")]
    [InlineData("""{"video":{"from":"nosuch"}}""", "Target video stream does NOT satisfy:Requested video stream")]
    [InlineData("{}", null)]
    [InlineData("""{"video":{"parameters":{"bitrate":"x1.0"}}}""", null)]
    public void SubscriptionUpdate_IsCheckedLikeASubscription(string data, string? refusal)
    {
        var stream = _portal.Publish(_alice, _bob);
        _portal.Media.Events.OnResolution(stream, $"{stream}-1", 640, 480);
        var id = Subscribe(stream);

        var ack = _bob.RequestText(
            "subscription-control", new { id, operation = "update", data = System.Text.Json.JsonDocument.Parse(data).RootElement });

        Assert.Equal(refusal is null ? """["ok"]""" : $"""["error","{refusal}"]""", ack);
    }

    /// <summary>The recorded refusals of subscribe, played against a stream like the recorded one (opus, VP8, 640×480).</summary>
    [Fact]
    public void RecordedSubscribeRefusals_AreRepeatedWordForWord()
    {
        var stream = _portal.Publish(_alice, _bob);
        _portal.Media.Events.OnResolution(stream, $"{stream}-1", 640, 480);
        var compared = 0;
        foreach (var (data, ack) in Transcript.Requests("errors-subscribe-errors", "subscribe"))
        {
            // the original's internals gave up there
            if (ack[0] != "error" || ack[1].StartsWith("Timeout", StringComparison.Ordinal)) continue;
            var request = System.Text.Json.JsonDocument.Parse(
                data.GetRawText().Replace("4d6eedb503d244f5b321c14ba165eea4", stream, StringComparison.Ordinal));
            Assert.Equal(ack[1], _bob.Request("subscribe", request.RootElement)![1].GetString());
            compared++;
        }

        Assert.Equal(13, compared);
    }

    /// <summary>The recorded refusals of everything a publisher does.</summary>
    [Theory]
    [InlineData("publish", 10)]
    [InlineData("soac", 4)]
    [InlineData("unpublish", 3)]
    [InlineData("unsubscribe", 2)]
    [InlineData("subscription-control", 2)]
    public void RecordedRefusals_AreRepeatedWordForWord(string name, int expected)
    {
        var compared = 0;
        foreach (var (data, ack) in Transcript.Requests("errors-publish-errors", name))
        {
            if (ack[0] != "error" || ack[1].StartsWith("Timeout", StringComparison.Ordinal)) continue;
            Assert.Equal(ack[1], _alice.Request(name, data)![1].GetString());
            compared++;
        }

        Assert.Equal(expected, compared);
    }

    [Fact]
    public void Limits_AreKept()
    {
        var portal = new PortalFixture(new RoomLimits(Participants: 10, Inputs: 1, SubscriptionsEach: 1));
        var alice = portal.Join();
        var id = portal.Publish(alice);
        PortalFixture.RequestSubscribe(alice, id);

        var second = alice.RequestText("publish", new { media = new { tracks = Array.Empty<object>() } });

        Assert.Equal("""["error","Too many inputs"]""", second);
        Assert.Equal("""["error","Too many subscriptions"]""", Text(PortalFixture.RequestSubscribe(alice, id)));
    }

    [Fact]
    public void PublishByAViewer_IsUnauthorized()
    {
        var viewer = _portal.Join("viewer", "viewer");

        var ack = viewer.RequestText("publish", new { media = new { tracks = new[] { new { type = "audio", mid = "0" } } } });

        Assert.Equal("""["error","unauthorized"]""", ack);
    }

    [Fact]
    public void SecondSessionOnATransport_SharesItsId_AndAnothersTransportIsNotThere()
    {
        var first = PortalFixture.RequestPublish(_alice);
        object Request() =>
            new { media = new { tracks = new[] { new { type = "audio", mid = "2" } } }, transport = new { type = "webrtc", id = first } };

        var ack = _alice.Request("publish", Request());

        Assert.Equal(first, ack![1].GetProperty("transportId").GetString());
        Assert.NotEqual(first, ack[1].GetProperty("id").GetString());
        Assert.Equal($"""["error","Transport {first} does NOT exist"]""", _bob.RequestText("publish", Request()));
        Assert.Equal(
            $"""["error","Transport {first} does NOT exist"]""",
            _bob.RequestText("soac", new { id = first, signaling = new { type = "offer", sdp = "v=0" } }));
    }

    [Fact]
    public void FailedSession_IsReportedAndGone()
    {
        var id = _portal.Publish(_alice, _bob);

        _portal.Media.Events.OnSessionFailed(id, id, "Ice procedure failed.");
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal(
            $$"""progress {"id":"{{id}}","sessionId":"{{id}}","status":"error","data":"Ice procedure failed."}""", _alice.Received[0]);
        Assert.Equal($$"""stream {"id":"{{id}}","status":"remove"}""", _bob.Received[0]);
    }

    [Fact]
    public void Text_ReachesOneOrAllWithTheSender()
    {
        _alice.Request("text", new { to = "all", message = "hello all" });
        _alice.Request("text", new { to = _bob.Id, message = new { a = true } });
        _alice.Request("text", new { to = "all" });

        Assert.Equal(
        [
            $$"""text {"from":"{{_alice.Id}}","to":"all","message":"hello all"}""",
            $$$"""text {"from":"{{{_alice.Id}}}","to":"me","message":{"a":true}}""",
            $$"""text {"from":"{{_alice.Id}}","to":"all","message":null}""",
        ], _bob.Received);
        Assert.Equal(2, _alice.Received.Count(line => line.StartsWith("text", StringComparison.Ordinal)));
        Assert.Equal(
            """["error","Target participant does NOT exist: nobody"]""", _alice.RequestText("text", new { to = "nobody", message = "x" }));
    }

    private string Subscribe(string stream) => PortalFixture.RequestSubscribe(_bob, stream)![1].GetProperty("id").GetString()!;

    private static string? Text(System.Text.Json.JsonElement[]? ack) => ack is null ? null : System.Text.Json.JsonSerializer.Serialize(ack);

    private string Added(string id) => """
        stream {"id":"ID","status":"add","data":{"id":"ID","type":"forward","media":{"tracks":[
        {"id":"ID-0","type":"audio","source":"mic","format":{"codec":"opus","sampleRate":48000,"channelNum":2},
        "optional":{"format":[]},"status":"active","mid":"0"},
        {"id":"ID-1","type":"video","source":"camera","format":{"codec":"vp8"},
        "optional":{"format":[],"parameters":{"resolution":[],"bitrate":[],"framerate":[],"keyFrameInterval":[]}},
        "status":"active","mid":"1"}]},"info":{"owner":"OWNER","type":"webrtc","inViews":[],"attributes":{"name":"cam"}}}}
        """.ReplaceLineEndings("").Replace("ID", id, StringComparison.Ordinal).Replace("OWNER", _alice.Id, StringComparison.Ordinal);
}
