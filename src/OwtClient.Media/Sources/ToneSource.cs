using OwtClient.Media.Sources;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>A tone in real time: PCMU or PCMA in frames of 20 ms. Needs neither a file nor an encoder. Its loudness goes with each frame.</summary>
/// <remarks>Thread-safe. It sounds once, from <see cref="Start"/> to <see cref="StopAsync"/>.</remarks>
public sealed class ToneSource : IAsyncDisposable
{
    private readonly ToneGenerator _generator;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private Task? _running;
    private bool _disposed;
    private long _frames;

    /// <summary>Makes a source; nothing sounds yet.</summary>
    /// <param name="codec">PCMU or PCMA.</param>
    /// <param name="frequencyHz">Pitch in hertz, above 0 and below 4000.</param>
    /// <param name="level">Peak as a share of full scale, 0 to 1.</param>
    /// <param name="timeProvider">The clock that paces, or null for the system's.</param>
    /// <exception cref="ArgumentException">The codec is another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Pitch or level is out of bounds.</exception>
    public ToneSource(MediaCodec codec = MediaCodec.Pcmu, double frequencyHz = 440, double level = 0.25, TimeProvider? timeProvider = null)
    {
        if (codec is not (MediaCodec.Pcmu or MediaCodec.Pcma))
        {
            throw new ArgumentException("A tone is made in PCMU or PCMA.", nameof(codec));
        }

        if (frequencyHz is not (> 0 and < 4000)) throw new ArgumentOutOfRangeException(nameof(frequencyHz));
        if (level is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(level));
        _generator = new ToneGenerator(codec, frequencyHz, level);
        _time = timeProvider ?? TimeProvider.System;
        Track = new LocalAudioTrack(codec);
    }

    /// <summary>The track to publish.</summary>
    public LocalAudioTrack Track { get; }

    /// <summary>Ends when the tone was stopped. Fails with <see cref="ArgumentException"/> if the track refuses a frame.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Frames made so far.</summary>
    public long FramesPlayed => Interlocked.Read(ref _frames);

    /// <summary>Begins to sound.</summary>
    /// <exception cref="InvalidOperationException">It was started or stopped before.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_running is not null) throw new InvalidOperationException("A source sounds once.");
            _running = Task.Run(RunAsync);
        }
    }

    /// <summary>Ends the tone and waits until the last frame was handed over. Idempotent.</summary>
    /// <param name="cancellationToken">Stops waiting; the tone ends nevertheless.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task running;
        lock (_gate)
        {
            if (_running is null) _completion.TrySetResult();
            running = _running ??= Task.CompletedTask;
        }

        if (!_disposed) await _stop.CancelAsync().ConfigureAwait(false);
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the tone. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        await StopAsync().ConfigureAwait(false);
        _disposed = true;
        _stop.Dispose();
    }

    /// <summary>Never fails: how the tone ended is told by <see cref="Completion"/>.</summary>
    private async Task RunAsync()
    {
        var clock = new PlaybackClock(_time, maxCatchUp: TimeSpan.FromSeconds(1));
        var frame = new byte[ToneGenerator.FrameBytes];
        try
        {
            while (true)
            {
                var due = ToneGenerator.FrameDuration * FramesPlayed;
                await clock.WaitUntilAsync(due, _stop.Token).ConfigureAwait(false);
                _generator.Fill(frame);
                Track.SendFrame(new EncodedFrame(Track.Codec, frame, due) { AudioLevel = _generator.AudioLevel });
                Interlocked.Increment(ref _frames);
            }
        }
        catch (OperationCanceledException)
        {
            _completion.TrySetResult();
        }
        catch (ArgumentException e)
        {
            _completion.TrySetException(e);
            _ = _completion.Task.Exception; // nobody has to await it
        }
    }
}
