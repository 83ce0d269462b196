using System.Net;
using OwtClient.SipSorcery.Media;
using OwtClient.Streams;
using OwtClient.WebRtc;
using SIPSorceryMedia.Abstractions;
using VideoFormat = SIPSorceryMedia.Abstractions.VideoFormat;

namespace OwtClient.SipSorcery;

/// <summary>Gives the pictures of a subscription to a SIPSorcery media endpoint, on whichever engine.</summary>
/// <remarks>
/// Owns the endpoint: it is closed with the feed. It is the track's one reader. Begins with a key frame, which it asks for, and again after
/// frames were lost, because decoders show garbage otherwise. What the endpoint cannot take in time waits in the track's bounded queue,
/// then the oldest goes. Thread-safe.
/// </remarks>
public sealed class VideoSinkFeed : IAsyncDisposable
{
    private static readonly IPEndPoint Nowhere = new(IPAddress.None, 0); // endpoints are told an address, which means nothing to them

    private readonly RemoteTrack _track;
    private readonly IVideoSink _sink;
    private readonly SinkFeed _feed;
    private VideoFormat _format;
    private MediaCodec _codec;
    private bool _needsKeyFrame = true;
    private int _disposed;

    /// <summary>Takes over an endpoint; it does not start yet.</summary>
    /// <param name="track">The pictures of a subscription.</param>
    /// <param name="sink">An endpoint that decodes.</param>
    /// <exception cref="ArgumentException"><paramref name="track"/> has no pictures.</exception>
    /// <exception cref="NotSupportedException">The endpoint does not decode the track's codec.</exception>
    public VideoSinkFeed(RemoteTrack track, IVideoSink sink)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(sink);
        if (track.Kind != MediaKind.Video || track.Codec is not { } codec)
            throw new ArgumentException("The track has no pictures.", nameof(track));
        (_track, _sink) = (track, sink);
        SetFormat(codec.Codec);
        _feed = new SinkFeed(track, Deliver);
    }

    /// <summary>
    /// Ends when the subscription does or this is disposed; fails as the endpoint does, and with <see cref="NotSupportedException"/> when
    /// the pictures change to a codec that the endpoint does not decode.
    /// </summary>
    public Task Completion => _feed.Completion;

    /// <summary>Frames given to the endpoint; those between a loss and the next key frame are not.</summary>
    public long FramesDelivered => _feed.Frames;

    /// <summary>Starts the endpoint, and begins to feed it. What it throws comes through.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public async Task StartAsync()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        await _sink.StartVideoSink().ConfigureAwait(false);
        _feed.Start();
        _track.RequestKeyFrame();
    }

    /// <summary>Stops feeding, waits for the last frame, and closes the endpoint. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _feed.StopAsync().ConfigureAwait(false);
        await _sink.CloseVideoSink().ConfigureAwait(false);
        _feed.Dispose();
    }

    private bool Deliver(EncodedFrame frame)
    {
        if (frame.Codec != _codec) SetFormat(frame.Codec);
        if (frame.FramesLostBefore > 0 && !_needsKeyFrame)
        {
            _needsKeyFrame = true;
            _track.RequestKeyFrame();
        }

        if (_needsKeyFrame && !frame.IsKeyFrame) return false;
        _needsKeyFrame = false;
        _sink.GotVideoFrame(Nowhere, frame.RtpTimestamp, frame.Data.ToArray(), _format);
        return true;
    }

    private void SetFormat(MediaCodec codec)
    {
        (_codec, _format) = (codec, EndpointFormats.Find(_sink.GetVideoSinkFormats(), codec));
        _sink.SetVideoSinkFormat(_format);
    }
}
