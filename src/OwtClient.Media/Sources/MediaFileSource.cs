using Microsoft.Extensions.Logging;
using OwtClient.Media.Sources;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>Plays a media file in real time into local tracks that can be published.</summary>
/// <remarks>
/// Of each kind the first track of the file is played. Key frames come where the file has them: a request for one cannot be answered, so
/// a file for a conference should have one every second or two. Thread-safe. It plays once from <see cref="Start"/>; for another time open
/// the file again.
/// </remarks>
public sealed class MediaFileSource : IAsyncDisposable
{
    private readonly MediaFileReader _reader;
    private readonly MediaFileSourceOptions _options;
    private readonly ILogger _logger;
    private readonly MediaTrack? _videoTrack;
    private readonly MediaTrack? _audioTrack;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private PlaybackClock? _clock;
    private Task _running = Task.CompletedTask;
    private bool _isOver;
    private bool _disposed;
    private long _videoFrames;
    private long _audioFrames;

    private MediaFileSource(MediaFileReader reader, MediaFileSourceOptions options)
    {
        (_reader, _options) = (reader, options);
        _logger = options.LoggerFactory.CreateLogger<MediaFileSource>();
        _videoTrack = reader.Tracks.FirstOrDefault(t => t.Kind == MediaKind.Video);
        _audioTrack = reader.Tracks.FirstOrDefault(t => t.Kind == MediaKind.Audio);
        var audio = _audioTrack is { Codec: var audioCodec } ? new LocalAudioTrack(audioCodec, AudioSource.EncodedFile) : null;
        var video = _videoTrack is { Codec: var videoCodec } ? new LocalVideoTrack(videoCodec, VideoSource.EncodedFile) : null;
        Stream = new LocalStream(audio, video);
    }

    /// <summary>A frame was due and was handed to its track. Raised on the thread that plays: handlers return quickly.</summary>
    public event EventHandler<FramePlayedEventArgs>? FramePlayed;

    /// <summary>The tracks to publish.</summary>
    public LocalStream Stream { get; }

    /// <summary>How long the file plays, if its header tells.</summary>
    public TimeSpan? Duration => _reader.Duration;

    /// <summary>
    /// Ends when playback does: at the end of the file, and when stopped. Fails with <see cref="MediaFormatException"/> if the file is
    /// malformed, with <see cref="IOException"/> if it cannot be read, and with <see cref="ArgumentException"/> if a track refuses a frame.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>Frames of video that were due so far.</summary>
    public long VideoFramesPlayed => Interlocked.Read(ref _videoFrames);

    /// <summary>Frames of sound that were due so far.</summary>
    public long AudioFramesPlayed => Interlocked.Read(ref _audioFrames);

    /// <summary>By how much the latest frame was late; zero if it was not.</summary>
    public TimeSpan Lateness => _clock?.Lateness ?? TimeSpan.Zero;

    /// <summary>The largest <see cref="Lateness"/> so far.</summary>
    public TimeSpan MaxLateness => _clock?.MaxLateness ?? TimeSpan.Zero;

    /// <summary>Opens a file; nothing plays yet.</summary>
    /// <exception cref="MediaFormatException">The format is unknown, the header is malformed, or no track can be played.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<MediaFileSource> OpenAsync(
        string path, MediaFileSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MediaFileSourceOptions();
        var reader = await MediaFileReader.OpenAsync(path, options.Reader, cancellationToken).ConfigureAwait(false);
        return new MediaFileSource(reader, options);
    }

    /// <summary>Plays from a reader, from where it stands.</summary>
    /// <param name="reader">Belongs to the source from now on. Must be able to rewind if the options ask for a loop.</param>
    /// <param name="options">How to play, or null for the defaults.</param>
    public static MediaFileSource FromReader(MediaFileReader reader, MediaFileSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new MediaFileSource(reader, options ?? new MediaFileSourceOptions());
    }

    /// <summary>Begins to play; the first frame is due at once.</summary>
    /// <exception cref="InvalidOperationException">It was started or stopped before.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_clock is not null || _isOver) throw new InvalidOperationException("A source plays once.");
            _clock = new PlaybackClock(_options.TimeProvider, _options.MaxCatchUp);
            var player = new MediaPlayer(_reader, _clock, _options.Loop);
            _running = Task.Run(() => PlayAsync(player));
        }
    }

    /// <summary>Ends playback and waits until the last frame was handed over. Idempotent.</summary>
    /// <param name="cancellationToken">Stops waiting; playback ends nevertheless.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task running;
        lock (_gate)
        {
            _isOver = true;
            running = _running;
            if (_clock is null) _completion.TrySetResult();
        }

        if (!_disposed) await _stop.CancelAsync().ConfigureAwait(false);
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops playback and closes the file. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        await StopAsync().ConfigureAwait(false);
        _disposed = true;
        _stop.Dispose();
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Never fails: how playback ended is told by <see cref="Completion"/>.</summary>
    private async Task PlayAsync(MediaPlayer player)
    {
        try
        {
            await player.RunAsync(Play, _stop.Token).ConfigureAwait(false);
            _completion.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            _completion.TrySetException(e);
            _ = _completion.Task.Exception; // nobody has to await it
        }
    }

    private void Play(MediaFrame frame)
    {
        var isVideo = frame.Track == _videoTrack;
        if (!isVideo && frame.Track != _audioTrack) return;
        LocalTrack track = isVideo ? Stream.Video! : Stream.Audio!;
        var wasSent = track.SendFrame(frame.ToEncodedFrame());
        Interlocked.Increment(ref isVideo ? ref _videoFrames : ref _audioFrames);
        try
        {
            FramePlayed?.Invoke(this, new FramePlayedEventArgs(frame, wasSent));
        }
        catch (Exception e)
        {
            Log.FramePlayedHandlerFailed(_logger, e);
        }
    }
}
