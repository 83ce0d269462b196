using Microsoft.Extensions.Logging;
using OwtClient.Media;
using OwtClient.Server.Media;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Server.Recording;

/// <summary>One recording under way: its file, and the tracks that fill it.</summary>
/// <remarks>Thread-safe. The file can be played at any time, and sought in once <see cref="Completion"/> is done.</remarks>
internal sealed class RecordingSession : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<MediaKind, RecordingTrack> _tracks = [];
    private readonly Dictionary<MediaKind, string?> _sourceIds = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebMRecorder _recorder;
    private Func<string, TrackSource?>? _findSource; // null: not started, or ended
    private bool _isClosed;

    /// <summary>Creates the file.</summary>
    /// <param name="id">Id of the recording.</param>
    /// <param name="path">The file; it is replaced when it is there.</param>
    /// <param name="sources">What to record at first, with the codecs, which stay.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where a failure of the disk is told.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be created.</exception>
    public RecordingSession(
        string id, string path, IReadOnlyList<(SubscribedTrack Track, RtpCodec Codec)> sources, TimeProvider time, ILogger logger)
    {
        (Id, Path) = (id, path);
        _recorder = new WebMRecorder(path, new WebMRecorderOptions { TimeProvider = time });
        var frames = new FramePool();
        foreach (var (track, codec) in sources)
        {
            _sourceIds[track.Kind] = track.TrackId;
            _tracks[track.Kind] = new RecordingTrack(codec, _recorder.AddTrack(codec.Codec), frames, time);
        }

        Completion = CompleteAsync(logger);
    }

    public string Id { get; }

    public string Path { get; }

    /// <summary>Ends after <see cref="Close"/>, when the file is complete: false if not all of it could be written. Never fails.</summary>
    public Task<bool> Completion { get; }

    /// <summary>Lets the media flow into the file.</summary>
    /// <param name="findSource">Finds what feeds a track id, or null.</param>
    public void Start(Func<string, TrackSource?> findSource)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _findSource = findSource;
            foreach (var (kind, track) in _tracks) track.TakeFrom(Source(findSource, _sourceIds[kind]));
        }
    }

    /// <summary>Takes one kind from another track, which has the same codec, or from none for now.</summary>
    public void Switch(MediaKind kind, string? trackId)
    {
        lock (_gate)
        {
            _sourceIds[kind] = trackId;
            if (_findSource is { } find && _tracks.TryGetValue(kind, out var track)) track.TakeFrom(Source(find, trackId));
        }
    }

    /// <summary>Takes nothing more; the file is completed behind the caller's back. Idempotent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            (_isClosed, _findSource) = (true, null);
            foreach (var track in _tracks.Values) track.Dispose();
        }

        _ended.TrySetResult();
    }

    /// <summary>Ends it and waits until the file is complete. Idempotent; never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await Completion.ConfigureAwait(false);
    }

    private static TrackSource? Source(Func<string, TrackSource?> find, string? trackId) => trackId is null ? null : find(trackId);

    private async Task<bool> CompleteAsync(ILogger logger)
    {
        await _ended.Task.ConfigureAwait(false);
        try
        {
            await _recorder.CloseAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.FileFailed(logger, Id, e);
            return false;
        }
    }
}
