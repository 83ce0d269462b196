using OwtClient.SipSorcery.Media;
using OwtClient.Streams;
using OwtClient.WebRtc;
using SIPSorceryMedia.Abstractions;
using AudioFormat = SIPSorceryMedia.Abstractions.AudioFormat;

namespace OwtClient.SipSorcery;

/// <summary>Gives the sound of a subscription to a SIPSorcery media endpoint, on whichever engine.</summary>
/// <remarks>
/// Owns the endpoint: it is closed with the feed. It is the track's one reader. What the endpoint cannot take in time waits in the track's
/// bounded queue, then the oldest goes. Thread-safe.
/// </remarks>
public sealed class AudioSinkFeed : IAsyncDisposable
{
    private static readonly TimeSpan UsualDuration = TimeSpan.FromMilliseconds(20);

    private readonly IAudioSink _sink;
    private readonly SinkFeed _feed;
    private AudioFormat _format;
    private MediaCodec _codec;
    private TimeSpan? _lastTime;
    private int _disposed;

    /// <summary>Takes over an endpoint; it does not start yet.</summary>
    /// <param name="track">The sound of a subscription.</param>
    /// <param name="sink">An endpoint that decodes.</param>
    /// <exception cref="ArgumentException"><paramref name="track"/> has no sound.</exception>
    /// <exception cref="NotSupportedException">The endpoint does not decode the track's codec.</exception>
    public AudioSinkFeed(RemoteTrack track, IAudioSink sink)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(sink);
        if (track.Kind != MediaKind.Audio || track.Codec is not { } codec)
            throw new ArgumentException("The track has no sound.", nameof(track));
        _sink = sink;
        SetFormat(codec.Codec);
        _feed = new SinkFeed(track, Deliver);
    }

    /// <summary>
    /// Ends when the subscription does or this is disposed; fails as the endpoint does, and with <see cref="NotSupportedException"/> when
    /// the sound changes to a codec that the endpoint does not decode.
    /// </summary>
    public Task Completion => _feed.Completion;

    /// <summary>Frames given to the endpoint.</summary>
    public long FramesDelivered => _feed.Frames;

    /// <summary>Starts the endpoint, and begins to feed it. What it throws comes through.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async Task StartAsync()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        await _sink.StartAudioSink().ConfigureAwait(false);
        _feed.Start();
    }

    /// <summary>Stops feeding, waits for the last frame, and closes the endpoint. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _feed.StopAsync().ConfigureAwait(false);
        await _sink.CloseAudioSink().ConfigureAwait(false);
        _feed.Dispose();
    }

    private bool Deliver(EncodedFrame frame)
    {
        if (frame.Codec != _codec) SetFormat(frame.Codec);
        var duration = _lastTime is { } last && frame.Timestamp > last ? frame.Timestamp - last : UsualDuration;
        _lastTime = frame.Timestamp;
        var milliseconds = (uint)Math.Min(duration.TotalMilliseconds, 1000); // silence that was not sent is not this frame's
        _sink.GotEncodedMediaFrame(new EncodedAudioFrame(0, _format, milliseconds, frame.Data.ToArray()));
        return true;
    }

    private void SetFormat(MediaCodec codec)
    {
        (_codec, _format) = (codec, EndpointFormats.Find(_sink.GetAudioSinkFormats(), codec));
        _sink.SetAudioSinkFormat(_format);
    }
}
