using System.Buffers;
using System.Threading.Channels;
using OwtClient.Media.Recording;
using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>Records encoded frames into a WebM or Matroska file without transcoding.</summary>
/// <remarks>
/// <para>
/// VP8, VP9 and Opus make a WebM file (<c>.webm</c>). H.264, PCMU and PCMA are not allowed there: with one of them it is a Matroska file,
/// which should be named <c>.mkv</c>.
/// </para>
/// <para>
/// What was recorded goes to the disk at least every half second, so that a process that is killed leaves a file that plays up to there.
/// <see cref="CloseAsync"/> adds duration and index. Tracks are aligned by the arrival of their first frame and run by their timestamps;
/// video begins with a key frame. Thread-safe.
/// </para>
/// </remarks>
public sealed class WebMRecorder : IAsyncDisposable
{
    private const int MaxTracks = 16;
    private const int MaxQueuedFrames = 4096;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(500);
    private readonly Stream _stream;
    private readonly WebMRecorderOptions _options;
    private readonly Channel<RecordedFrame?> _queue;
    private readonly List<WebMRecorderTrack> _tracks = [];
    private readonly object _gate = new();
    private Task? _writing;
    private ITimer? _flushTimer;
    private long _startedAt;
    private long _queuedBytes;
    private long _bytesWritten;
    private long _durationMilliseconds;
    private bool _closed;

    /// <summary>Records into a new file; one of the same name is replaced.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be created.</exception>
    public WebMRecorder(string path)
        : this(path, new WebMRecorderOptions())
    {
    }

    /// <summary>Records into a new file; one of the same name is replaced.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be created.</exception>
    public WebMRecorder(string path, WebMRecorderOptions options)
        : this(
            new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0),
            (options ?? throw new ArgumentNullException(nameof(options))) with { LeaveOpen = false })
    {
    }

    /// <summary>Records into a stream, from its position.</summary>
    /// <param name="stream">Must be able to write and seek. Belongs to the recorder unless the options say otherwise.</param>
    /// <param name="options">Limits and clock.</param>
    /// <exception cref="ArgumentException">The stream cannot write or seek.</exception>
    public WebMRecorder(Stream stream, WebMRecorderOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        if (!stream.CanWrite || !stream.CanSeek)
        {
            throw new ArgumentException("A recording needs a stream that can write and seek.", nameof(stream));
        }

        _stream = stream;
        _options = options;
        // When full, TryWrite fails and the frame is dropped and counted; ticks of the flush timer may be lost then.
        _queue = Channel.CreateBounded<RecordedFrame?>(new BoundedChannelOptions(MaxQueuedFrames) { SingleReader = true });
    }

    /// <summary>Size of the file so far, in bytes.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>How long the recording plays so far.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(Interlocked.Read(ref _durationMilliseconds));

    /// <summary>Adds a track. All tracks must be there before the first frame.</summary>
    /// <param name="codec">Codec of the frames to come.</param>
    /// <exception cref="ArgumentException">The codec is unknown.</exception>
    /// <exception cref="InvalidOperationException">A frame was written already, the recorder is closed, or it has 16 tracks.</exception>
    public WebMRecorderTrack AddTrack(MediaCodec codec)
    {
        if (codec is MediaCodec.Unknown || !Enum.IsDefined(codec))
        {
            throw new ArgumentException("A track needs a known codec.", nameof(codec));
        }

        lock (_gate)
        {
            if (_closed || _writing is not null)
            {
                throw new InvalidOperationException("Tracks can be added only before the first frame is written.");
            }

            if (_tracks.Count == MaxTracks) throw new InvalidOperationException($"A recording has at most {MaxTracks} tracks.");
            var track = new WebMRecorderTrack(this, new TrackHeader(_tracks.Count + 1, codec));
            _tracks.Add(track);
            return track;
        }
    }

    /// <summary>
    /// Writes what waits, then duration and index, and closes the file. Further frames are refused. Idempotent: each call waits for
    /// the end.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; closing goes on.</param>
    /// <exception cref="IOException">The file could not be written; what was written before is there.</exception>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        Task writing;
        lock (_gate)
        {
            _closed = true;
            StartLocked(); // a recording without a frame is a valid file too
            writing = _writing!;
        }

        _queue.Writer.TryComplete();
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the recording like <see cref="CloseAsync"/>, but never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            // Whoever wants to know awaits CloseAsync.
        }
    }

    /// <summary>Time since the first frame of any track; the first call starts the clock.</summary>
    internal TimeSpan SinceStart()
    {
        lock (_gate)
        {
            if (_writing is not null) return _options.TimeProvider.GetElapsedTime(_startedAt);
            StartLocked();
            return TimeSpan.Zero;
        }
    }

    internal bool TryEnqueue(TrackHeader track, long time, bool isKeyFrame, ReadOnlySpan<byte> data)
    {
        if (Interlocked.Add(ref _queuedBytes, data.Length) <= _options.MaxQueuedBytes)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(data.Length);
            data.CopyTo(buffer);
            if (_queue.Writer.TryWrite(new RecordedFrame(track, time, isKeyFrame, buffer, data.Length))) return true;
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Interlocked.Add(ref _queuedBytes, -data.Length);
        return false;
    }

    private void StartLocked()
    {
        if (_writing is not null) return;
        _startedAt = _options.TimeProvider.GetTimestamp();
        var writer = new WebMWriter(_stream, [.. _tracks.Select(t => t.Header)]);
        _flushTimer = _options.TimeProvider.CreateTimer(_ => _queue.Writer.TryWrite(null), null, FlushInterval, FlushInterval);
        _writing = Task.Run(() => WriteAsync(writer));
    }

    private async Task WriteAsync(WebMWriter writer)
    {
        try
        {
            await writer.WriteHeaderAsync(CancellationToken.None).ConfigureAwait(false);
            await foreach (var item in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (item is not { } frame)
                {
                    await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                }
                else
                {
                    await writer.AddAsync(frame, CancellationToken.None).ConfigureAwait(false);
                    Interlocked.Add(ref _queuedBytes, -frame.Length);
                }

                Publish(writer);
            }

            await writer.FinishAsync(CancellationToken.None).ConfigureAwait(false);
            Publish(writer);
        }
        finally
        {
            _queue.Writer.TryComplete(); // after a failure: frames are refused
            await _flushTimer!.DisposeAsync().ConfigureAwait(false);
            if (!_options.LeaveOpen) await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Publish(WebMWriter writer)
    {
        Interlocked.Exchange(ref _bytesWritten, writer.Length);
        Interlocked.Exchange(ref _durationMilliseconds, writer.DurationMilliseconds);
    }
}
