using Microsoft.Extensions.Logging;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Recording;

/// <summary>The folder that recordings are written to, and all recordings of the server. Thread-safe.</summary>
internal sealed class RecordingStore : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly HashSet<RecordingSession> _open = []; // until their files are complete
    private readonly string? _folder;
    private readonly int _most;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _disposed;

    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be created.</exception>
    public RecordingStore(RecordingOptions? options, TimeProvider time, ILoggerFactory loggers)
    {
        (_time, _logger) = (time, loggers.CreateLogger("OwtClient.Server.Recording"));
        if (options is null) return;
        _folder = Directory.CreateDirectory(options.Directory).FullName;
        _most = options.MaxRecordings;
    }

    /// <summary>Why nothing can be recorded, or null.</summary>
    public string? Refusal
    {
        get
        {
            if (_folder is null) return "This server has no folder to record to";
            lock (_gate) return _open.Count < _most && !_disposed ? null : $"There are as many recordings as this server allows ({_most})";
        }
    }

    /// <summary>Creates the file of a new recording.</summary>
    /// <param name="id">Its id, which names the file.</param>
    /// <param name="container"><c>auto</c> for WebM where the codecs allow it, or <c>mkv</c>.</param>
    /// <param name="sources">What to record.</param>
    /// <param name="recording">The recording, when null is returned.</param>
    /// <returns>Null, or why there is none.</returns>
    public string? TryCreate(
        string id, string container, IReadOnlyList<(SubscribedTrack Track, RtpCodec Codec)> sources, out RecordingSession? recording)
    {
        recording = null;
        if (Refusal is { } refusal) return refusal;
        if (container is not ("auto" or "mkv")) return $"This server records WebM and Matroska, not {container}";
        RtpCodec[] codecs = [.. sources.Select(source => source.Codec)];
        if (codecs.FirstOrDefault(codec => codec.Codec == MediaCodec.Unknown) is { } unknown) return $"{unknown.Name} cannot be recorded";
        var isWebM = container == "auto" && codecs.All(codec => codec.Codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.Opus);
        try
        {
            recording = new RecordingSession(id, Path.Combine(_folder!, id + (isWebM ? ".webm" : ".mkv")), sources, _time, _logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.CreationFailed(_logger, id, e);
            return "The file of the recording cannot be created";
        }

        Keep(recording);
        return null;
    }

    /// <summary>Completes all files. The rooms ended their recordings before.</summary>
    public async ValueTask DisposeAsync()
    {
        RecordingSession[] open;
        lock (_gate) (_disposed, open) = (true, [.. _open]);
        foreach (var recording in open) await recording.DisposeAsync().ConfigureAwait(false);
    }

    private void Keep(RecordingSession recording)
    {
        lock (_gate) _open.Add(recording);
        recording.Completion.ContinueWith(
            _ =>
            {
                lock (_gate) _open.Remove(recording);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
