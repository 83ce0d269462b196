using OwtClient.SipSorcery.Media;
using OwtClient.WebRtc;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Tests.Media;

public sealed class SourceTrackTests
{
    private readonly ScriptedSource _source = new(new AudioFormat(SDPWellKnownMediaFormatsEnum.PCMU), AudioCommonlyUsedFormats.OpusWebRTC);

    [Fact]
    public async Task Sound_IsEncodedAsAsked_AndTheEndpointIsClosedInTheEnd()
    {
        var sound = new AudioSourceTrack(_source);
        await sound.StartAsync();
        _source.RaiseAudio(960, [1, 2, 3]);
        await sound.DisposeAsync();
        await sound.DisposeAsync();
        _source.RaiseAudio(960, [1, 2, 3]);

        Assert.Equal(["format OPUS", "start", "close"], _source.Calls);
        Assert.Equal((1L, MediaCodec.Opus), (sound.FramesEncoded, sound.Track.Codec));
        Assert.True(sound.Completion.IsCompletedSuccessfully);
        Assert.False(_source.IsHeard);
        await Assert.ThrowsAsync<ObjectDisposedException>(sound.StartAsync);
    }

    [Fact]
    public async Task Endpoint_StartsOnce()
    {
        await using var sound = new AudioSourceTrack(_source, MediaCodec.Pcmu);
        await sound.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(sound.StartAsync);
    }

    [Fact]
    public void CodecTheEndpointLacks_IsNamed()
    {
        var sound = Assert.Throws<NotSupportedException>(() => new AudioSourceTrack(_source, MediaCodec.Pcma));
        Assert.Contains("Pcma", sound.Message, StringComparison.Ordinal);
        var pictures = Assert.Throws<NotSupportedException>(() => new VideoSourceTrack(_source, MediaCodec.Vp9));
        Assert.Contains("Vp9", pictures.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AudioSourceTrack(_source, MediaCodec.Vp8));
        Assert.Throws<ArgumentException>(() => new VideoSourceTrack(_source, MediaCodec.Opus));
    }

    [Fact]
    public async Task FailureOfTheEndpoint_IsTold_AndEndsTheFlow()
    {
        await using var pictures = new VideoSourceTrack(_source);
        await pictures.StartAsync();
        _source.RaiseError("unplugged");
        _source.RaiseVideo(3000, [0x10, 0, 0]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => pictures.Completion);
        Assert.Contains("unplugged", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, pictures.FramesEncoded);
    }

    [Theory]
    [InlineData(MediaCodec.Vp8, "10", true)]
    [InlineData(MediaCodec.Vp8, "11", false)]
    [InlineData(MediaCodec.Vp9, "82498342", true)]
    [InlineData(MediaCodec.Vp9, "86", false)]
    [InlineData(MediaCodec.H264, "000000016742e01f0000000168ce0000000165", true)]
    [InlineData(MediaCodec.H264, "00000001419a", false)]
    [InlineData(MediaCodec.H264, "", false)]
    [InlineData(MediaCodec.Opus, "78", true)]
    public void KeyFrames_AreTold(MediaCodec codec, string frame, bool isKey) =>
        Assert.Equal(isKey, KeyFrames.IsKeyFrame(codec, Convert.FromHexString(frame)));
}
