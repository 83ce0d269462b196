using System.Net;
using SIPSorcery.Media;
using SIPSorceryMedia.Abstractions;

namespace SipSorceryEngine;

/// <summary>A media endpoint that decodes and keeps the peak. A loudspeaker of SIPSorceryMedia.Windows has the same interface.</summary>
internal sealed class LevelMeter : IAudioSink, IDisposable
{
    private readonly AudioEncoder _decoder = new(includeOpus: true);
    private int _peak;

#pragma warning disable CS0067 // part of the interface; nothing goes wrong here
    public event SourceErrorDelegate? OnAudioSinkError;
#pragma warning restore CS0067

    public double PeakDecibels => 20 * Math.Log10(Math.Max(1, _peak) / 32768.0);

    public void GotEncodedMediaFrame(EncodedAudioFrame encodedMediaFrame)
    {
        foreach (var sample in _decoder.DecodeAudio(encodedMediaFrame.EncodedAudio, encodedMediaFrame.AudioFormat))
            _peak = Math.Max(_peak, Math.Abs((int)sample));
    }

    public List<AudioFormat> GetAudioSinkFormats() => _decoder.SupportedFormats;

    public void SetAudioSinkFormat(AudioFormat audioFormat)
    {
        // Each frame tells its own.
    }

    public Task StartAudioSink() => Task.CompletedTask;

    public Task CloseAudioSink() => Task.CompletedTask;

    public Task PauseAudioSink() => Task.CompletedTask;

    public Task ResumeAudioSink() => Task.CompletedTask;

    public void RestrictFormats(Func<AudioFormat, bool> filter)
    {
        // All are decoded.
    }

    public void GotAudioRtp(
        IPEndPoint remoteEndPoint, uint ssrc, uint seqnum, uint timestamp, int payloadID, bool marker, byte[] payload) =>
        throw new NotSupportedException("Frames come through GotEncodedMediaFrame.");

    public void Dispose() => _decoder.Dispose();
}
