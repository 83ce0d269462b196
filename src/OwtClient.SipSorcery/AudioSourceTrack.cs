using OwtClient.SipSorcery.Media;
using OwtClient.Streams;
using OwtClient.WebRtc;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery;

/// <summary>Sound of a SIPSorcery media endpoint as a track that can be published, on whichever engine.</summary>
/// <remarks>
/// Owns the endpoint: it is closed with the track. Frames leave on the endpoint's own thread, so that nothing is queued. Thread-safe.
/// </remarks>
public sealed class AudioSourceTrack : IAsyncDisposable
{
    private readonly IAudioSource _source;
    private readonly SourceFeed _feed;
    private int _started;
    private int _disposed;

    /// <summary>Takes over an endpoint, and chooses its format; it does not start yet.</summary>
    /// <param name="source">An endpoint that encodes.</param>
    /// <param name="codec">Opus, PCMU or PCMA.</param>
    /// <param name="kind">Where the sound comes from; told to everybody.</param>
    /// <exception cref="NotSupportedException">The endpoint does not encode <paramref name="codec"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="codec"/> is not a codec for sound.</exception>
    public AudioSourceTrack(IAudioSource source, MediaCodec codec = MediaCodec.Opus, AudioSource kind = AudioSource.Microphone)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        Track = new LocalAudioTrack(codec, kind);
        var format = EndpointFormats.Find(source.GetAudioSourceFormats(), codec);
        source.SetAudioSourceFormat(format);
        _feed = new SourceFeed(Track) { ClockRate = format.RtpClockRate };
        source.OnAudioSourceEncodedSample += _feed.Send;
        source.OnAudioSourceError += _feed.HandleError;
    }

    /// <summary>The track to publish.</summary>
    public LocalAudioTrack Track { get; }

    /// <summary>
    /// Ends when this is disposed; fails with <see cref="InvalidOperationException"/> when the endpoint reports an error.
    /// </summary>
    public Task Completion => _feed.Completion;

    /// <summary>Encoded samples that the endpoint gave.</summary>
    public long FramesEncoded => _feed.Frames;

    /// <summary>Starts the endpoint. What it throws comes through.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Task StartAsync()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException("The endpoint was started before.");
        return _source.StartAudio();
    }

    /// <summary>Stops and closes the endpoint. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _source.OnAudioSourceEncodedSample -= _feed.Send;
        _source.OnAudioSourceError -= _feed.HandleError;
        await _source.CloseAudio().ConfigureAwait(false);
        _feed.End();
    }
}
