using OwtClient;
using OwtClient.Media;
using OwtClient.WebRtc;

namespace QuickStart;

/// <summary>Joins, and publishes the clip at its own pace.</summary>
internal sealed class Publisher(FrameLedger video, FrameLedger audio) : IAsyncDisposable
{
    private MediaFileSource? _source;

    public ConferenceClient Client { get; } = new();

    public Publication? Publication { get; private set; }

    public double PublishMs { get; private set; }

    /// <summary>Ends when the clip is over.</summary>
    public Task ClipEnded => _source!.Completion;

    public async Task StartAsync(string token, bool loop, CancellationToken cancellationToken)
    {
        await Client.JoinAsync(token, cancellationToken);

        var clip = Path.Combine(AppContext.BaseDirectory, "media", "clip.webm");
        _source = await MediaFileSource.OpenAsync(clip, new MediaFileSourceOptions { Loop = loop }, cancellationToken);
        _source.FramePlayed += (_, e) =>
        {
            if (e.WasSent) (e.Frame.Track.Kind == MediaKind.Video ? video : audio).NoteSent(e.Frame.Data.Span);
        };

        var clock = Clock.Start();
        Publication = await Client.PublishAsync(_source.Stream, cancellationToken: cancellationToken);
        PublishMs = clock.Milliseconds;
        _source.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        await Client.DisposeAsync();
    }
}
