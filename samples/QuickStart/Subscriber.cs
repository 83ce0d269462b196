using OwtClient;
using OwtClient.Conference;
using OwtClient.Media;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace QuickStart;

/// <summary>Joins, sees the stream appear, receives it and records it.</summary>
internal sealed class Subscriber(FrameLedger video, FrameLedger audio) : IAsyncDisposable
{
    private readonly WebMRecorder _recorder = new(RecordingPath);
    private readonly TaskCompletionSource<RemoteStream> _streamSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private Clock _sinceSubscribe;

    public static string RecordingPath => "quickstart.webm";

    public ConferenceClient Client { get; } = new();

    public Subscription? Subscription { get; private set; }

    public double JoinMs { get; private set; }

    public double SubscribeMs { get; private set; }

    /// <summary>From the call to subscribe until the first frame of either track; 0 until one came.</summary>
    public double FirstFrameMs { get; private set; }

    public long RecordingBytes => _recorder.BytesWritten;

    public async Task StartAsync(string token, CancellationToken cancellationToken)
    {
        Client.StreamAdded += (_, e) => Consider(e.Stream);
        var clock = Clock.Start();
        var info = await Client.JoinAsync(token, cancellationToken);
        JoinMs = clock.Milliseconds;
        foreach (var there in info.RemoteStreams) Consider(there);

        var stream = await _streamSeen.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        _sinceSubscribe = Clock.Start();
        Subscription = await Client.SubscribeAsync(stream, cancellationToken: cancellationToken);
        SubscribeMs = _sinceSubscribe.Milliseconds;
        video.StartCounting();
        audio.StartCounting();

        var (videoRecording, audioRecording) = (_recorder.AddTrack(MediaCodec.Vp8), _recorder.AddTrack(MediaCodec.Opus));
        _reading = Task.WhenAll(ReadAsync(Subscription.Video!, videoRecording, video), ReadAsync(Subscription.Audio!, audioRecording, audio));
    }

    /// <summary>Waits until the other side's muting shows, or no longer shows.</summary>
    public async Task WaitUntilMutedAsync(bool muted, CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check(object? sender, StreamUpdatedEventArgs e)
        {
            if (e.Stream == Subscription!.Stream && e.Stream.Video?.IsMuted == muted) told.TrySetResult();
        }

        Client.StreamUpdated += Check;
        if (Subscription!.Stream.Video?.IsMuted == muted) told.TrySetResult();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken);
        Client.StreamUpdated -= Check;
    }

    /// <summary>Ends the subscription; the recording is complete afterwards.</summary>
    public async Task StopAsync()
    {
        if (Subscription is not null) await Subscription.DisposeAsync();
        await _reading;
        await _recorder.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _recorder.DisposeAsync();
    }

    private void Consider(RemoteStream stream)
    {
        if (stream is not RemoteMixedStream && stream.OwnerId != Client.Self?.Id) _streamSeen.TrySetResult(stream);
    }

    private async Task ReadAsync(RemoteTrack track, WebMRecorderTrack recording, FrameLedger ledger)
    {
        await foreach (var frame in track.ReadFramesAsync())
        {
            using (frame)
            {
                if (FirstFrameMs == 0) FirstFrameMs = _sinceSubscribe.Milliseconds;
                ledger.NoteReceived(frame.Data.Span);
                recording.Write(frame);
            }
        }
    }
}
