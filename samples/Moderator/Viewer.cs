using OwtClient;
using OwtClient.Rest.SampleService;
using OwtClient.Streams;

namespace Moderator;

/// <summary>Joins, receives one stream at a time, and counts its pictures.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private readonly ConferenceClient _client = new();
    private Task _reading = Task.CompletedTask;
    private long _pictures;

    public Subscription Subscription { get; private set; } = null!;

    public IEnumerable<RemoteMixedStream> MixedStreams => _client.RemoteStreams.OfType<RemoteMixedStream>();

    public async Task StartAsync(SampleServiceClient tokens, Publication first, CancellationToken cancellationToken)
    {
        var token = await tokens.CreateTokenAsync("viewer", "presenter", cancellationToken: cancellationToken);
        await _client.JoinAsync(token, cancellationToken);
        Subscription = await _client.SubscribeAsync(await FindAsync(first, cancellationToken), cancellationToken: cancellationToken);
        _reading = ReadAsync(Subscription.Video!);
    }

    /// <summary>The stream of a publication, now or when the server announces it: a moment after it is published.</summary>
    public async Task<RemoteStream> FindAsync(Publication publication, CancellationToken cancellationToken)
    {
        var added = new TaskCompletionSource<RemoteStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Consider(object? sender, StreamEventArgs e)
        {
            if (e.Stream.Id == publication.Id) added.TrySetResult(e.Stream);
        }

        _client.StreamAdded += Consider;
        var there = _client.RemoteStreams.FirstOrDefault(stream => stream.Id == publication.Id);
        var found = there ?? await added.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        _client.StreamAdded -= Consider;
        return found;
    }

    /// <summary>Pictures that come within the next second.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _pictures);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return Interlocked.Read(ref _pictures) - before;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync(RemoteTrack video)
    {
        await foreach (var picture in video.ReadFramesAsync())
        {
            Interlocked.Increment(ref _pictures);
            picture.Dispose();
        }
    }
}
