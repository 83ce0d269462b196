using OwtClient.Server.Media;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.Server.Tests.Media;

public class OfferFilterTests
{
    private static readonly SectionPlan PublishedVideo = new("s", MediaKind.Video, IsPublished: true, Source: null);

    [Theory]
    [InlineData("98 96", "98", "96 VP8/90000", "98 VP9/90000")] // the best position in the m-line, not the first rtpmap
    [InlineData("45 97 96", "96", "45 AV1/90000", "97 rtx/90000", "96 VP8/90000")]
    [InlineData("96", "96", "96 vp8/90000")]
    public void Publisher_GetsItsMostWantedKnownCodec(string formats, string expected, params string[] rtpMaps)
    {
        var media = Section("video", "sendonly", formats, rtpMaps, []);

        Assert.Null(Apply(media, PublishedVideo).Refusal);
        Assert.Equal([expected], media.Formats);
        Assert.Equal(expected, Assert.Single(media.RtpMaps).PayloadType.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Subscriber_GetsTheSourcesCodec_WhereverItStands()
    {
        var media = Section("video", "recvonly", "96 98", ["96 VP8/90000", "98 VP9/90000"], ["98 profile-id=0"]);

        var result = Apply(media, new SectionPlan("s", MediaKind.Video, IsPublished: false, RtpCodec.Vp9));

        Assert.Equal("VP9", result.Codec!.Name);
        Assert.Equal(["98"], media.Formats);
    }

    [Fact]
    public void SubscriberWithoutTheSourcesCodec_IsRefusedInTheOriginalsWords()
    {
        var media = Section("video", "recvonly", "96", ["96 VP8/90000"], []);

        Assert.Equal(
            "Video format unacceptable", Apply(media, new SectionPlan("s", MediaKind.Video, IsPublished: false, RtpCodec.H264)).Refusal);
        Assert.Equal(TransceiverDirection.Inactive, media.Direction);
    }

    /// <summary>Of several H.264 payloads the first in fmtp order that is fit stays (PROTOCOL §6.6).</summary>
    [Theory]
    [InlineData("102 packetization-mode=0;profile-level-id=42001f", "104 packetization-mode=1;profile-level-id=42e01f", "104")]
    [InlineData("104 packetization-mode=1;profile-level-id=42e01f", "102 packetization-mode=1;profile-level-id=42001f", "104")]
    [InlineData("102 profile-level-id=42001f", "104 packetization-mode=1;profile-level-id=42e01f", "102")]
    public void OneH264PayloadStays(string firstFmtp, string secondFmtp, string expected)
    {
        var media = Section("video", "sendonly", "102 104", ["102 H264/90000", "104 H264/90000"], [firstFmtp, secondFmtp]);

        Apply(media, PublishedVideo);

        Assert.Equal([expected], media.Formats);
    }

    [Fact]
    public void H264Subscriber_GetsThePayloadOfTheSourcesProfile()
    {
        var media = Section(
            "video", "recvonly", "102 104", ["102 H264/90000", "104 H264/90000"],
            ["102 packetization-mode=1;profile-level-id=64001f", "104 packetization-mode=1;profile-level-id=42e01f"]);

        Apply(media, new SectionPlan("s", MediaKind.Video, IsPublished: false, RtpCodec.H264));

        Assert.Equal(["104"], media.Formats);
    }

    [Theory]
    [InlineData("video", "sendrecv")]
    [InlineData("video", "recvonly")]
    [InlineData("audio", "sendonly")]
    public void SectionThatContradictsItsRequest_IsRefused(string kind, string direction) =>
        Assert.Equal("No valid tracks in stream", Apply(Section(kind, direction, "96", ["96 VP8/90000"], []), PublishedVideo).Refusal);

    [Fact]
    public void SectionOfNoSession_BecomesInactive()
    {
        var media = Section("video", "sendonly", "96", ["96 VP8/90000"], []);
        var offer = new SdpSession { Media = { media } };

        Assert.Empty(OfferFilter.Apply(offer, _ => null));
        Assert.Equal(TransceiverDirection.Inactive, media.Direction);
    }

    /// <summary>The offers of the recordings: each is accepted or refused as the real server did.</summary>
    [Fact]
    public void RecordedVariations_AreJudgedAsRecorded()
    {
        var judged = new List<string>();
        var variation = "";
        foreach (var line in Transcript.Read("errors-sdp"))
        {
            var name = line.GetProperty("event").GetString();
            if (name == "note" && line.GetProperty("data").GetString()!.StartsWith("variation: ", StringComparison.Ordinal))
                variation = line.GetProperty("data").GetString()![11..];
            if (name != "soac") continue;
            var signaling = line.GetProperty("data").GetProperty("signaling");
            if (signaling.GetProperty("type").GetString() != "offer") continue;
            Assert.True(SdpParser.TryParse(signaling.GetProperty("sdp").GetString()!, out var offer, out _));
            judged.Add($"{variation}: {OfferFilter.Explain(offer) ?? "ok"}");
        }

        Assert.Contains("reference offer: ok", judged);
        Assert.Contains("no a=extmap lines at all: Media section 0 without a=extmap", judged);
        Assert.Contains("no a=group:BUNDLE: Offer without a=group:BUNDLE", judged);
        Assert.Contains("no a=mid lines: Media section without a=mid", judged);
        Assert.Contains("sendrecv instead of sendonly: ok", judged); // found out section by section
    }

    private static SectionResult Apply(SdpMedia media, SectionPlan plan) =>
        OfferFilter.Apply(new SdpSession { Media = { media } }, _ => plan)[media.Mid!];

    private static SdpMedia Section(string kind, string direction, string formats, string[] rtpMaps, string[] fmtps)
    {
        var section = $"m={kind} 9 UDP/TLS/RTP/SAVPF {formats}";
        var lines = new List<string> { "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", section, "a=mid:0", $"a={direction}" };
        lines.AddRange(rtpMaps.Select(value => $"a=rtpmap:{value}"));
        lines.AddRange(fmtps.Select(value => $"a=fmtp:{value}"));
        Assert.True(SdpParser.TryParse(string.Join("\r\n", lines) + "\r\n", out var session, out _));
        return session.Media[0];
    }
}
