using OwtClient.Channels;
using OwtClient.Streams;
using OwtClient.Tests.Transcripts;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Channels;

/// <summary>The engine's offers satisfy every row of PROTOCOL §5.8 and §6.1; and the check that says so notices each row broken.</summary>
public class OwtOfferRulesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Plans() => ["audio", "video", "both", "h264", "layers", "receive", "receive video"];

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task OffersOfTheEngine_BreakNoRule(string plan) => Assert.Empty(OwtOfferRules.Check(await OfferAsync(plan)));

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "a=group:BUNDLE 0 1\r\n", "", "bundle of all mids" },
        { "a=group:BUNDLE 0 1\r\n", "a=group:BUNDLE 0\r\n", "bundle of all mids" },
        { "a=mid:1\r\n", "", "mid in every section" },
        { "a=sendonly\r\n", "a=sendrecv\r\n", "one direction" },
        { "a=sendonly\r\n", "", "one direction" },
        { "a=rtcp-mux\r\n", "", "rtcp-mux" },
        { "a=setup:actpass", "a=setup:active", "setup actpass or passive" },
        { "a=setup:actpass\r\n", "", "transport at media level alone" },
        { "a=rtpmap:", "a=x-rtpmap:", "rtpmap for every payload" },
        { "a=ssrc:", "a=x-ssrc:", "ssrc of sent sound" },
        { "a=extmap:", "a=x-extmap:", "extmap in every section" },
        { "UDP/TLS/RTP/SAVPF", "RTP/AVP", "profile with SAVPF" },
        { "t=0 0\r\n", "t=0 0\r\na=ice-ufrag:abcd\r\n", "transport at media level alone" },
        { "a=mid:0\r\n", "a=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 5 typ host\r\n", "no candidates" },
        { "m=video", "m=application", "no data section" },
        { "\r\n", "\n", "lines" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task ARuleBroken_IsNoticed(string good, string bad, string rule)
    {
        var offer = await OfferAsync("both");
        Assert.Contains(good, offer, StringComparison.Ordinal);
        Assert.Contains(rule, OwtOfferRules.Check(offer.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task MoreThanOneH264_IsNoticed()
    {
        var offer = await OfferAsync("h264");
        var rtpmap = offer.Split("\r\n").First(line => line.StartsWith("a=rtpmap:", StringComparison.Ordinal) && line.Contains("H264", StringComparison.Ordinal));
        Assert.Contains("one H.264 at most, with its fmtp", OwtOfferRules.Check(offer.Replace(rtpmap, rtpmap + "\r\n" + rtpmap, StringComparison.Ordinal)));
        Assert.Contains("one H.264 at most, with its fmtp", OwtOfferRules.Check(offer.Replace("a=fmtp:", "a=x-fmtp:", StringComparison.Ordinal)));
    }

    /// <summary>
    /// The recorded offers that the server answered with flowing media break no rule but the ones about which it is lenient.
    /// </summary>
    [Fact]
    public void RecordedOffersThatWorked_BreakOnlyWhatTheServerForgives()
    {
        string[] forgiven = ["one id of the mid extension", "no candidates", "one H.264 at most, with its fmtp", "no redundancy payloads", "audio level has id 1"];
        foreach (var recording in (string[])["raw-basic-1.2", "jssdk-1.2-sio4"])
        {
            foreach (var request in Recording.Requests(recording, "soac"))
            {
                var signaling = request.Data!.Value.GetProperty("signaling");
                if (signaling.GetProperty("type").GetString() == "offer") Assert.Empty(OwtOfferRules.Check(signaling.GetProperty("sdp").GetString()!).Except(forgiven));
            }
        }
    }

    /// <summary>What names the layers is, line by line, what the recorded browser said for the same three.</summary>
    [Fact]
    public async Task AnOfferOfLayers_NamesThemAsTheRecordedBrowserDoes()
    {
        var recorded = Recording.Requests("jssdk-1.2-simulcast", "soac").Select(r => r.Data!.Value.GetProperty("signaling"))
            .First(s => s.GetProperty("type").GetString() == "offer").GetProperty("sdp").GetString()!;
        Assert.Equal(Naming(recorded), Naming(await OfferAsync("layers")));
        Assert.Contains("a=simulcast:send q;h;f", Naming(recorded));

        static string[] Naming(string offer) =>
        [
            .. offer[offer.IndexOf("m=video", StringComparison.Ordinal)..].Split("\r\n").Where(line =>
                line.StartsWith("a=rid:", StringComparison.Ordinal) || line.StartsWith("a=simulcast:", StringComparison.Ordinal)
                || line.StartsWith("a=ssrc", StringComparison.Ordinal) || line.Contains("hdrext:sdes:", StringComparison.Ordinal)),
        ];
    }

    private static async Task<string> OfferAsync(string name)
    {
        var plan = name switch
        {
            "audio" => PublishPlan.Create(new LocalStream(new LocalAudioTrack()), new PublishOptions()),
            "video" => PublishPlan.Create(new LocalStream(new LocalVideoTrack()), new PublishOptions()),
            "both" => PublishPlan.Create(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack()), new PublishOptions()),
            "h264" => PublishPlan.Create(new LocalStream(new LocalVideoTrack(MediaCodec.H264)), new PublishOptions()),
            "layers" => PublishPlan.Create(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack(rids: ["q", "h", "f"])), new PublishOptions()),
            "receive" => PlanTests.Subscribe(new SubscribeOptions()),
            _ => PlanTests.Subscribe(new SubscribeOptions { Audio = null }),
        };
        await using var factory = new PeerConnectionFactory();
        await using var peer = ((IPeerConnectionFactory)factory).CreatePeerConnection(new PeerConnectionOptions());
        foreach (var track in plan.Tracks) peer.AddTransceiver(track.Kind, new TransceiverOptions { Mid = track.Mid, Direction = plan.Direction, Codecs = track.Codecs, StreamId = "stream", SendEncodings = [.. track.Rids.Select(rid => new RtpEncoding(rid))] });
        return (await peer.CreateOfferAsync(Token)).Sdp;
    }
}
