using System.Text.Json.Nodes;
using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.Testing;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Channels;

public class PlanTests
{
    private static readonly RtpCodec HighProfile = RtpCodec.H264 with { Fmtp = "packetization-mode=1;profile-level-id=64001f" };

    [Fact]
    public void Publish_AudioIsTheFirstSectionVideoTheSecond()
    {
        var plan = PublishPlan.Create(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack()), new PublishOptions { Attributes = new JsonObject { ["name"] = "cam" } });

        Assert.Equal(
            """{"media":{"tracks":[{"type":"audio","mid":"0","source":"mic"},{"type":"video","mid":"1","source":"camera"}]},"attributes":{"name":"cam"}}""",
            plan.Request.GetRawText());
        Assert.Equal(TransceiverDirection.SendOnly, plan.Direction);
        Assert.Equal([(MediaKind.Audio, "0"), (MediaKind.Video, "1")], plan.Tracks.Select(t => (t.Kind, t.Mid)));
        Assert.Equal([RtpCodec.Opus, RtpCodec.Vp8], plan.Tracks.Select(t => Assert.Single(t.Codecs)));
    }

    [Fact]
    public void Publish_ALoneTrackIsTheFirstSection_AndNoMemberIsNull()
    {
        var plan = PublishPlan.Create(new LocalStream(new LocalVideoTrack(MediaCodec.H264, VideoSource.EncodedFile)), new PublishOptions());
        Assert.Equal("""{"media":{"tracks":[{"type":"video","mid":"0","source":"encoded-file"}]}}""", plan.Request.GetRawText());
        Assert.Equal([RtpCodec.H264], Assert.Single(plan.Tracks).Codecs);
    }

    [Theory]
    [InlineData(AudioSource.ScreenCast, VideoSource.ScreenCast, "screen-cast", "screen-cast")]
    [InlineData(AudioSource.RawFile, VideoSource.RawFile, "raw-file", "raw-file")]
    [InlineData(AudioSource.EncodedFile, VideoSource.EncodedFile, "encoded-file", "encoded-file")]
    public void Publish_SourcesHaveTheServersNames(AudioSource audio, VideoSource video, string audioName, string videoName)
    {
        var stream = new LocalStream(new LocalAudioTrack(source: audio), new LocalVideoTrack(source: video));
        var tracks = PublishPlan.Create(stream, new PublishOptions()).Request.GetProperty("media").GetProperty("tracks");
        Assert.Equal([audioName, videoName], tracks.EnumerateArray().Select(t => t.GetProperty("source").GetString()));
    }

    [Fact]
    public void Publish_CodecsThatTheTrackDoesNotCarry_AreRefused()
    {
        var stream = new LocalStream(new LocalVideoTrack(MediaCodec.Vp8));
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(stream, new PublishOptions { VideoCodecs = [RtpCodec.Vp9] }));
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(stream, new PublishOptions { VideoCodecs = [RtpCodec.Vp8, RtpCodec.Opus] }));
    }

    [Fact]
    public void Quirk_10_3_7_TwoVariantsOfH264_AreRefused()
    {
        var stream = new LocalStream(new LocalVideoTrack(MediaCodec.H264));
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(stream, new PublishOptions { VideoCodecs = [RtpCodec.H264, HighProfile] }));
        Assert.Throws<ArgumentException>(() => Subscribe(new SubscribeOptions { Video = new() { Codecs = [RtpCodec.H264, HighProfile] } }));
        Assert.Equal([HighProfile], PublishPlan.Create(stream, new PublishOptions { VideoCodecs = [HighProfile] }).Tracks[0].Codecs);
    }

    [Fact]
    public void Subscribe_TakesWhatTheStreamHas()
    {
        var plan = Subscribe(new SubscribeOptions());
        Assert.Equal("""{"media":{"tracks":[{"type":"audio","mid":"0","from":"x"},{"type":"video","mid":"1","from":"x"}]}}""", plan.Request.GetRawText());
        Assert.Equal(TransceiverDirection.RecvOnly, plan.Direction);
        Assert.Single(plan.Tracks[1].Codecs, codec => codec.Codec == MediaCodec.H264);
    }

    [Fact]
    public void Subscribe_WithoutAudio_VideoIsTheFirstSection() =>
        Assert.Equal("""{"media":{"tracks":[{"type":"video","mid":"0","from":"x"}]}}""", Subscribe(new SubscribeOptions { Audio = null }).Request.GetRawText());

    [Fact]
    public void Subscribe_Nothing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Subscribe(new SubscribeOptions { Audio = null, Video = null }));

    [Fact]
    public void Subscribe_Parameters_AreWrittenAsTheServerComparesThem()
    {
        var options = new SubscribeOptions
        {
            Audio = null,
            Video = new() { Resolution = new Resolution(320, 240), FrameRate = 15, KeyFrameInterval = TimeSpan.FromSeconds(30) },
        };
        Assert.Equal(
            """{"media":{"tracks":[{"type":"video","mid":"0","from":"x","parameters":{"resolution":{"width":320,"height":240},"framerate":15,"keyFrameInterval":30}}]}}""",
            Subscribe(options).Request.GetRawText());
    }

    [Fact]
    public void Publish_ScalabilityMode_GoesWithTheRequestOfTheVideo()
    {
        var stream = new LocalStream(new LocalAudioTrack(), new LocalVideoTrack(MediaCodec.Vp9));
        var tracks = PublishPlan.Create(stream, new PublishOptions { ScalabilityMode = "L3T3_KEY" }).Request.GetProperty("media").GetProperty("tracks");
        Assert.False(tracks[0].TryGetProperty("scalabilityMode", out _));
        Assert.Equal("L3T3_KEY", tracks[1].GetProperty("scalabilityMode").GetString());
    }

    [Theory]
    [InlineData("L4T1")]
    [InlineData("L1T")]
    [InlineData("l1t1")]
    [InlineData("L1T1\n")]
    public void Publish_AScalabilityModeThatIsNone_IsRefused(string mode) => Assert.Throws<ArgumentException>(
        () => PublishPlan.Create(new LocalStream(new LocalVideoTrack(MediaCodec.Vp9)), new PublishOptions { ScalabilityMode = mode }));

    [Fact]
    public void Publish_AScalabilityMode_IsForVp9InOneStream()
    {
        var options = new PublishOptions { ScalabilityMode = "L1T2" };
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(new LocalStream(new LocalVideoTrack(MediaCodec.Vp8)), options));
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(new LocalStream(new LocalVideoTrack(MediaCodec.Vp9, rids: ["a", "b"])), options));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Publish_ALimitThatAllowsNothing_IsRefused(int bitsPerSecond)
    {
        var stream = new LocalStream(new LocalVideoTrack());
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(stream, new PublishOptions { MaxVideoBitsPerSecond = bitsPerSecond }));
        Assert.Throws<ArgumentException>(() => PublishPlan.Create(stream, new PublishOptions { MaxAudioBitsPerSecond = bitsPerSecond }));
    }

    /// <summary>The recorded publisher of three layers asked for them with its offer alone (PROTOCOL §6.9).</summary>
    [Fact]
    public void Publish_Layers_AreInTheOfferNotInTheRequest()
    {
        var plan = PublishPlan.Create(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack(rids: ["q", "h", "f"])), new PublishOptions());
        Assert.Equal(
            Transcripts.Recording.Requests("jssdk-1.2-simulcast", "publish").First().Data!.Value.GetProperty("media").GetRawText(),
            plan.Request.GetProperty("media").GetRawText());
        Assert.Empty(plan.Tracks[0].Rids);
        Assert.Equal(["q", "h", "f"], plan.Tracks[1].Rids);
    }

    internal static SessionPlan Subscribe(SubscribeOptions options) => SubscribePlan.Create(Stream(FakePortal.ForwardStream("x", "bob")), options);

    private static RemoteStream Stream(string json)
    {
        var message = System.Text.Json.JsonSerializer.Deserialize(json, ProtocolJson.Default.StreamInfoMessage)!;
        return new RemoteStream(message.Id!, StreamInfoReader.Read(message));
    }
}
