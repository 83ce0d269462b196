using OwtClient.Cli.Join.Events;
using OwtClient.Media;

namespace OwtClient.Cli.Join;

/// <summary>The publication of a run: the file that plays, and its numbers.</summary>
internal sealed class PublishedFile : IAsyncDisposable
{
    private readonly MediaFileSource _source;
    private readonly Publication _publication;
    private readonly RateMeter _rates = new();
    private volatile bool _leaving; // playback is stopped then, which is not the end of the file

    private PublishedFile(MediaFileSource source, Publication publication, string file, double publishMs)
    {
        (_source, _publication) = (source, publication);
        Event = new PublishedEvent(publication.Id, file, publishMs);
    }

    public string Id => _publication.Id;

    public PublishedEvent Event { get; }

    /// <summary>Ends when the file is over and that was told; fails with <see cref="CommandFailedException"/> when it cannot be played further.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <exception cref="CommandFailedException">The file cannot be read or is no media file.</exception>
    public static async Task<PublishedFile> OpenAsync(ConferenceClient client, string file, bool loop, TimeProvider time, CancellationToken cancellationToken)
    {
        var source = await OpenSourceAsync(file, loop, cancellationToken);
        try
        {
            var calledAt = time.GetTimestamp();
            var publication = await client.PublishAsync(source.Stream, cancellationToken: cancellationToken);
            source.Start();
            return new PublishedFile(source, publication, file, Math.Round(time.GetElapsedTime(calledAt).TotalMilliseconds, 1));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells when the media stop and when they flow again.</summary>
    public void Follow(Action<JoinEvent> show) => News.Follow(_publication, () => Id, show);

    /// <summary>Tells, once, when the publication ends by itself or the file is over.</summary>
    public void WhenOver(Action<string> tell)
    {
        var over = new OnceTold(tell);
        _publication.Ended += (_, e) =>
        {
            if (e.Reason is SessionEndReason.Removed) over.Tell("the server removed it");
        };
        _publication.Failed += (_, e) => over.Tell(e.Exception.Message);
        if (_publication.State == SessionState.Failed) over.Tell("it failed at once");
        Completion = WatchFileAsync(over);
        _ = Completion.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // told already
    }

    public async Task<StreamRate> MeasureAsync(CancellationToken cancellationToken) =>
        _rates.Send(Id, await _publication.GetStatsAsync(cancellationToken));

    public PublicationSummary Summarize() =>
        new(Id, Event.PublishMs, _source.Stream.Video?.FramesSent ?? 0, _source.Stream.Audio?.FramesSent ?? 0);

    public async ValueTask DisposeAsync()
    {
        _leaving = true;
        await _source.DisposeAsync();
        await _publication.DisposeAsync();
    }

    private static async Task<MediaFileSource> OpenSourceAsync(string file, bool loop, CancellationToken cancellationToken)
    {
        try
        {
            return await MediaFileSource.OpenAsync(file, new MediaFileSourceOptions { Loop = loop }, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MediaFormatException)
        {
            throw new CommandFailedException($"cannot publish {file}: {e.Message}", e);
        }
    }

    private async Task WatchFileAsync(OnceTold over)
    {
        try
        {
            await _source.Completion;
            if (!_leaving) over.Tell("the file is over");
        }
        catch (Exception e) when (e is IOException or MediaFormatException or ArgumentException)
        {
            over.Tell($"the file cannot be played further: {e.Message}");
            throw new CommandFailedException($"the file cannot be played further: {e.Message}", e);
        }
    }
}
