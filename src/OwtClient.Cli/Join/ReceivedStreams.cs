using System.Threading.Channels;
using OwtClient.Cli.Join.Events;
using OwtClient.Streams;

namespace OwtClient.Cli.Join;

/// <summary>The subscriptions of a run: takes up every stream that the options choose, as it appears.</summary>
internal sealed class ReceivedStreams : IAsyncDisposable
{
    private const int MaxWaiting = 10_000;

    private readonly ConferenceClient _client;
    private readonly JoinOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<JoinEvent> _show;
    private readonly Channel<RemoteStream> _offered = Channel.CreateBounded<RemoteStream>(MaxWaiting);
    private readonly HashSet<string> _known = [];
    private readonly List<ReceivedStream> _streams = [];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _subscribing;

    public ReceivedStreams(ConferenceClient client, JoinOptions options, TimeProvider time, Action<JoinEvent> show)
    {
        (_client, _options, _time, _show) = (client, options, time, show);
        _subscribing = SubscribeAllAsync();
    }

    /// <summary>A stream is there. Offering it again changes nothing.</summary>
    public void Offer(RemoteStream stream)
    {
        lock (_gate)
        {
            if (!IsWanted(stream) || !_known.Add(stream.Id)) return;
        }

        if (!_offered.Writer.TryWrite(stream)) _show(new ErrorEvent("too many streams wait to be subscribed to; this one is left out", stream.Id));
    }

    public async Task<List<StreamRate>> MeasureAsync(CancellationToken cancellationToken)
    {
        var rates = new List<StreamRate>();
        foreach (var stream in Streams()) rates.Add(await stream.MeasureAsync(cancellationToken));
        return rates;
    }

    public IReadOnlyList<SubscriptionSummary> Summarize() => [.. Streams().Select(s => s.Summarize())];

    /// <summary>Ends every subscription and closes every recording. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        _offered.Writer.TryComplete();
        await _stop.CancelAsync();
        await _subscribing;
        await Task.WhenAll(Streams().Select(CloseAsync));
    }

    private bool IsWanted(RemoteStream stream) => _options.Subscribe switch
    {
        SubscribeChoice.All => stream is not (RemoteMixedStream or RemoteActiveAudioStream) && stream.OwnerId != _client.Self?.Id,
        SubscribeChoice.Mixed => stream is RemoteMixedStream,
        _ => false,
    };

    private async Task SubscribeAllAsync()
    {
        await foreach (var stream in _offered.Reader.ReadAllAsync())
        {
            try
            {
                await SubscribeAsync(stream);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is ConferenceException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                _show(new ErrorEvent($"cannot receive it: {e.Message}", stream.Id));
            }
        }
    }

    private async Task SubscribeAsync(RemoteStream stream)
    {
        if (stream.HasEnded || _stop.IsCancellationRequested) return;
        var received = await ReceivedStream.OpenAsync(_client, stream, _options.RecordFolder, _time, _stop.Token);
        lock (_gate) _streams.Add(received);
        _show(received.Event);
        received.Follow(_show);
        received.WhenOver(reason => _show(new EndedEvent(received.Event.Id, stream.Id, reason)));
    }

    private async Task CloseAsync(ReceivedStream stream)
    {
        try
        {
            await stream.DisposeAsync();
        }
        catch (IOException e)
        {
            _show(new ErrorEvent($"the recording {stream.RecordingPath} could not be finished: {e.Message}", stream.StreamId));
        }
    }

    private List<ReceivedStream> Streams()
    {
        lock (_gate) return [.. _streams];
    }
}
