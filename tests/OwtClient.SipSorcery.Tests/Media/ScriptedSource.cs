using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Tests.Media;

/// <summary>A source of sound and pictures that does what a test tells it to.</summary>
internal sealed class ScriptedSource(params AudioFormat[] audio) : IAudioSource, IVideoSource
{
    public event EncodedSampleDelegate? OnAudioSourceEncodedSample;

    public event EncodedSampleDelegate? OnVideoSourceEncodedSample;

    public event SourceErrorDelegate? OnAudioSourceError;

    public event SourceErrorDelegate? OnVideoSourceError;

    public event Action<EncodedAudioFrame> OnAudioSourceEncodedFrameReady
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public event RawAudioSampleDelegate OnAudioSourceRawSample
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public event RawVideoSampleDelegate OnVideoSourceRawSample
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public event RawVideoSampleFasterDelegate OnVideoSourceRawSampleFaster
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    /// <summary>What was called, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => OnAudioSourceEncodedSample is not null || OnVideoSourceEncodedSample is not null;

    public void RaiseAudio(uint duration, byte[] sample) => OnAudioSourceEncodedSample?.Invoke(duration, sample);

    public void RaiseVideo(uint duration, byte[] sample) => OnVideoSourceEncodedSample?.Invoke(duration, sample);

    public void RaiseError(string message)
    {
        OnAudioSourceError?.Invoke(message);
        OnVideoSourceError?.Invoke(message);
    }

    public List<AudioFormat> GetAudioSourceFormats() => [.. audio];

    public List<VideoFormat> GetVideoSourceFormats() => [new VideoFormat(VideoCodecsEnum.VP8, 96)];

    public void SetAudioSourceFormat(AudioFormat audioFormat) => Calls.Add($"format {audioFormat.FormatName}");

    public void SetVideoSourceFormat(VideoFormat videoFormat) => Calls.Add($"format {videoFormat.FormatName}");

    public Task StartAudio() => Call("start");

    public Task StartVideo() => Call("start");

    public Task CloseAudio() => Call("close");

    public Task CloseVideo() => Call("close");

    public void ForceKeyFrame() => Calls.Add("key frame");

    public Task PauseAudio() => Call("pause");

    public Task PauseVideo() => Call("pause");

    public Task ResumeAudio() => Call("resume");

    public Task ResumeVideo() => Call("resume");

    public void RestrictFormats(Func<AudioFormat, bool> filter) => throw new NotSupportedException();

    public void RestrictFormats(Func<VideoFormat, bool> filter) => throw new NotSupportedException();

    public void ExternalAudioSourceRawSample(AudioSamplingRatesEnum samplingRate, uint durationMilliseconds, short[] sample) =>
        throw new NotSupportedException();

    public void ExternalVideoSourceRawSample(
        uint durationMilliseconds, int width, int height, byte[] sample, VideoPixelFormatsEnum pixelFormat) =>
        throw new NotSupportedException();

    public void ExternalVideoSourceRawSampleFaster(uint durationMilliseconds, RawImage rawImage) => throw new NotSupportedException();

    public bool HasEncodedAudioSubscribers() => OnAudioSourceEncodedSample is not null;

    public bool HasEncodedVideoSubscribers() => OnVideoSourceEncodedSample is not null;

    public bool IsAudioSourcePaused() => false;

    public bool IsVideoSourcePaused() => false;

    private Task Call(string name)
    {
        Calls.Add(name);
        return Task.CompletedTask;
    }
}
