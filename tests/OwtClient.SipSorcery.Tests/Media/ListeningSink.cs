using System.Net;
using SIPSorcery.Media;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Tests.Media;

/// <summary>Decodes, and waits until enough was not silence.</summary>
internal sealed class ListeningSink(int enough) : IAudioSink, IDisposable
{
    private readonly AudioEncoder _decoder = new(includeOpus: true);
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _loud;

    public event SourceErrorDelegate OnAudioSinkError
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public Exception? Failure { get; init; }

    public bool IsClosed { get; private set; }

    public Task Heard => _heard.Task;

    public void GotEncodedMediaFrame(EncodedAudioFrame encodedMediaFrame)
    {
        if (Failure is not null) throw Failure;
        var samples = _decoder.DecodeAudio(encodedMediaFrame.EncodedAudio, encodedMediaFrame.AudioFormat);
        _loud += samples.Count(sample => Math.Abs((int)sample) > 50);
        if (_loud >= enough) _heard.TrySetResult();
    }

    public List<AudioFormat> GetAudioSinkFormats() => _decoder.SupportedFormats;

    public void SetAudioSinkFormat(AudioFormat audioFormat)
    {
        // Each frame tells its own.
    }

    public Task StartAudioSink() => Task.CompletedTask;

    public Task CloseAudioSink()
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public void Dispose() => _decoder.Dispose();

    public void GotAudioRtp(
        IPEndPoint remoteEndPoint, uint ssrc, uint seqnum, uint timestamp, int payloadID, bool marker, byte[] payload) =>
        throw new NotSupportedException();

    public void RestrictFormats(Func<AudioFormat, bool> filter) => throw new NotSupportedException();

    public Task PauseAudioSink() => throw new NotSupportedException();

    public Task ResumeAudioSink() => throw new NotSupportedException();
}
