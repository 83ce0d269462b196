using OwtClient.Cli.Join.Events;
using OwtClient.Media;
using OwtClient.WebRtc;

namespace OwtClient.Cli.Join;

/// <summary>One subscription of a run: its readers, its recording, its numbers.</summary>
internal sealed class ReceivedStream : IAsyncDisposable
{
    private readonly Subscription _subscription;
    private readonly WebMRecorder? _recorder;
    private readonly TrackMeter? _audio;
    private readonly TrackMeter? _video;
    private readonly RateMeter _rates = new();
    private readonly Task _reading;
    private readonly TimeSpan _subscribed;
    private readonly Func<TimeSpan> _sinceCall;
    private long _firstFrameTicks = -1;

    private ReceivedStream(Subscription subscription, string? recordFolder, Func<TimeSpan> sinceCall)
    {
        _subscription = subscription;
        _sinceCall = sinceCall;
        _subscribed = sinceCall();
        var codecs = Codecs(subscription);
        if (recordFolder is not null && codecs.Count > 0)
        {
            RecordingPath = FreePath(recordFolder, subscription.Stream.Id, codecs);
            _recorder = new WebMRecorder(RecordingPath);
        }

        _audio = Meter(subscription.Audio);
        _video = Meter(subscription.Video);
        _reading = Task.WhenAll(_audio?.RunAsync(CancellationToken.None) ?? Task.CompletedTask, _video?.RunAsync(CancellationToken.None) ?? Task.CompletedTask);
    }

    public string StreamId => _subscription.Stream.Id;

    public string? RecordingPath { get; }

    public SubscribedEvent Event => new(_subscription.Id, StreamId, Math.Round(_subscribed.TotalMilliseconds, 1), RecordingPath);

    /// <summary>Subscribes and begins to read at once, so that no frame waits.</summary>
    public static async Task<ReceivedStream> OpenAsync(
        ConferenceClient client, Streams.RemoteStream stream, string? recordFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var calledAt = time.GetTimestamp();
        var subscription = await client.SubscribeAsync(stream, cancellationToken: cancellationToken);
        return new ReceivedStream(subscription, recordFolder, () => time.GetElapsedTime(calledAt));
    }

    /// <summary>Tells, once, when the subscription ends by itself.</summary>
    public void WhenOver(Action<string> tell)
    {
        var over = new OnceTold(tell);
        _subscription.Ended += (_, e) =>
        {
            if (e.Reason is not (SessionEndReason.Stopped or SessionEndReason.Left)) over.Tell(Sentence(e.Reason));
        };
        _subscription.Failed += (_, e) => over.Tell(e.Exception.Message);
        if (_subscription.State != SessionState.Active) over.Tell("it ended at once"); // before anybody listened
    }

    /// <summary>Tells when the media stop and when they flow again.</summary>
    public void Follow(Action<JoinEvent> show) => News.Follow(_subscription, () => StreamId, show);

    public async Task<StreamRate> MeasureAsync(CancellationToken cancellationToken) =>
        _rates.Receive(_subscription.Id, StreamId, await _subscription.GetStatsAsync(cancellationToken));

    /// <summary>Totals; to be asked for after disposal, when the recording is closed.</summary>
    public SubscriptionSummary Summarize()
    {
        var first = Interlocked.Read(ref _firstFrameTicks);
        return new SubscriptionSummary(
            _subscription.Id,
            StreamId,
            Math.Round(_subscribed.TotalMilliseconds, 1),
            first < 0 ? null : Math.Round(new TimeSpan(first).TotalMilliseconds, 1),
            _video?.Frames ?? 0,
            _audio?.Frames ?? 0,
            (_video?.Lost ?? 0) + (_audio?.Lost ?? 0),
            RecordingPath,
            _recorder?.BytesWritten);
    }

    public async ValueTask DisposeAsync()
    {
        await _subscription.DisposeAsync();
        await _reading; // ends with the subscription
        if (_recorder is not null) await _recorder.CloseAsync();
    }

    private static string Sentence(SessionEndReason reason) => reason switch
    {
        SessionEndReason.SourceEnded => "its stream ended",
        SessionEndReason.Removed => "the server removed it",
        _ => "the connection to the conference ended",
    };

    private TrackMeter? Meter(Streams.RemoteTrack? track)
    {
        if (track is null) return null;
        var recording = track.Codec is { Codec: not MediaCodec.Unknown } codec ? _recorder?.AddTrack(codec.Codec) : null;
        return new TrackMeter(track, recording, NoteFirstFrame);
    }

    private void NoteFirstFrame() => Interlocked.CompareExchange(ref _firstFrameTicks, _sinceCall().Ticks, -1);

    private static List<MediaCodec> Codecs(Subscription subscription) =>
        [.. new[] { subscription.Audio?.Codec?.Codec, subscription.Video?.Codec?.Codec }.OfType<MediaCodec>().Where(c => c != MediaCodec.Unknown)];

    /// <summary>Never over an earlier recording. WebM holds VP8, VP9 and Opus; other codecs make it Matroska.</summary>
    private static string FreePath(string folder, string streamId, List<MediaCodec> codecs)
    {
        Directory.CreateDirectory(folder);
        var extension = codecs.TrueForAll(c => c is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.Opus) ? "webm" : "mkv";
        var name = string.Concat(streamId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? $"{name}.{extension}" : $"{name}-{number}.{extension}");
            if (!File.Exists(path)) return path;
        }
    }
}
