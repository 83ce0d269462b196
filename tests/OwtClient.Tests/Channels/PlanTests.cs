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
    public void TwoVariantsOfH264_AreRefused()
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
    public void Subscribe_AMultiplier_HasAPointAndOneDecimal()
    {
        var stream = Stream(FakePortal.ForwardStream("x", "bob").Replace("\"parameters\":{\"resolution\":{\"width\":640", "\"parameters\":{\"bitrate\":500,\"resolution\":{\"width\":640", StringComparison.Ordinal));
        var plan = SubscribePlan.Create(stream, new SubscribeOptions { Video = new() { BitrateMultiplier = 0.8 } });
        Assert.Equal("x0.8", plan.Request.GetProperty("media").GetProperty("tracks")[1].GetProperty("parameters").GetProperty("bitrate").GetString());
        var whole = SubscribePlan.Create(stream, new SubscribeOptions { Video = new() { BitrateMultiplier = 1.0 } });
        Assert.False(whole.Request.GetProperty("media").GetProperty("tracks")[1].TryGetProperty("parameters", out _));
    }

    public static TheoryData<string, VideoSubscribeOptions> Unacceptable() => new()
    {
        { "frame rate 30 of a WebRTC source (PROTOCOL §4.5)", new() { FrameRate = 30 } },
        { "resolution that is not listed", new() { Resolution = new Resolution(1920, 1080) } },
        { "key frame interval that is not listed", new() { KeyFrameInterval = TimeSpan.FromSeconds(7) } },
        { "multiplier that is not listed", new() { BitrateMultiplier = 0.3 } },
        { "multiplier on a source without bitrate, which the server accepts and then sends nothing", new() { BitrateMultiplier = 0.8 } },
        { "layer that does not exist", new() { Rid = "h" } },
    };

    [Theory]
    [MemberData(nameof(Unacceptable))]
    public void Subscribe_WhatTheServerCannotDo_IsRefusedHere(string why, VideoSubscribeOptions options)
    {
        Assert.NotEmpty(why);
        Assert.Throws<ArgumentException>(() => Subscribe(new SubscribeOptions { Video = options }));
    }

    internal static SessionPlan Subscribe(SubscribeOptions options) => SubscribePlan.Create(Stream(FakePortal.ForwardStream("x", "bob")), options);

    private static RemoteStream Stream(string json)
    {
        var message = System.Text.Json.JsonSerializer.Deserialize(json, ProtocolJson.Default.StreamInfoMessage)!;
        return new RemoteStream(message.Id!, StreamInfoReader.Read(message));
    }
}
