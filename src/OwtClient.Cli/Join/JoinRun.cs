using OwtClient.Cli.Join.Events;
using OwtClient.Cli.Output;
using OwtClient.Conference;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Tokens;

namespace OwtClient.Cli.Join;

/// <summary>One run of <c>owt join</c>: joins, publishes, receives, tells, and leaves.</summary>
internal sealed class JoinRun(JoinOptions options, IEventOutput output, TimeProvider time)
{
    private static readonly TimeSpan StatsInterval = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource<DisconnectedEventArgs> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PublishedFile? _published;
    private double? _joinMs;

    /// <exception cref="CommandFailedException">Joining or publishing failed, or the server ended the participation.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var client = new ConferenceClient(new ConferenceClientOptions
        {
            Signaling = new SocketIoSignalingOptions { CertificateValidation = options.CertificateValidation },
        });
        await using var received = new ReceivedStreams(client, options, time, Show);
        Watch(client, received);
        try
        {
            await JoinAsync(client, cancellationToken);
            foreach (var stream in client.RemoteStreams) received.Offer(stream);
            if (options.PublishFile is { } file) _published = await PublishAsync(client, file, cancellationToken);
            if (options.Message is { } text) await client.SendAsync(text, cancellationToken: cancellationToken);
            await StayAsync(received, cancellationToken);
        }
        catch (ConferenceException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && _joinMs is not null)
        {
            // Interrupted: that is how a run without a duration ends.
        }
        finally
        {
            if (_published is not null) await _published.DisposeAsync();
            await received.DisposeAsync();
            await client.LeaveAsync(CancellationToken.None);
            Show(new SummaryEvent(_joinMs, _published is null ? [] : [_published.Summarize()], received.Summarize()));
        }

        if (_disconnected.Task is { IsCompletedSuccessfully: true } ended && Explain(ended.Result.Reason) is { } reason)
            throw new CommandFailedException(reason);
    }

    private static string? Explain(DisconnectReason reason) => reason switch
    {
        DisconnectReason.Left => null,
        DisconnectReason.Dropped => "the server removed this participant, or closed the room.",
        DisconnectReason.ResumeRefused =>
            "the connection was lost, and the server did not give the place back; with --server there would be a new token.",
        DisconnectReason.GaveUp => "the connection to the server was lost, and did not come back.",
        _ => "the connection to the server was lost.",
    };

    private async Task JoinAsync(ConferenceClient client, CancellationToken cancellationToken)
    {
        var calledAt = time.GetTimestamp();
        var tokens = TokenProvider.FromDelegate(async stop =>
        {
            var token = await TokenRequest.SendAsync(options, options.Server!, stop);
            calledAt = time.GetTimestamp(); // the time of joining is without the request for the token
            return token;
        });
        try
        {
            var joining = options.Token is { } token ? client.JoinAsync(token, cancellationToken) : client.JoinAsync(tokens, cancellationToken);
            var info = await joining;
            _joinMs = Math.Round(time.GetElapsedTime(calledAt).TotalMilliseconds, 1);
            var (self, participants, streams) = (info.Self, info.Participants.Count, info.RemoteStreams.Count);
            Show(new JoinedEvent(self.Id, self.User, self.Role, info.RoomId, participants, streams, _joinMs.Value));
        }
        catch (TokenFormatException e)
        {
            throw new CommandFailedException($"that is not a token: {e.Message}", e);
        }
    }

    private async Task<PublishedFile> PublishAsync(ConferenceClient client, string file, CancellationToken cancellationToken)
    {
        var published = await PublishedFile.OpenAsync(client, file, options.Loop, time, cancellationToken);
        Show(published.Event);
        published.Follow(Show);
        published.WhenOver(reason => Show(new EndedEvent(published.Id, published.Id, reason)));
        return published;
    }

    /// <summary>Until the time is up, the conference ends, or there is nothing left to do.</summary>
    private async Task StayAsync(ReceivedStreams received, CancellationToken cancellationToken)
    {
        using var stay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> ends = [_disconnected.Task];
        if (options.Duration is { } duration) ends.Add(Task.Delay(duration, time, stay.Token));
        if (_published is not null && options.Subscribe == SubscribeChoice.None && !options.Loop) ends.Add(_published.Completion);
        var stats = ShowStatsAsync(received, stay.Token);
        try
        {
            await await Task.WhenAny(ends).WaitAsync(cancellationToken);
        }
        finally
        {
            await stay.CancelAsync();
            await stats.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ShowStatsAsync(ReceivedStreams received, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(StatsInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var rates = await received.MeasureAsync(cancellationToken);
            if (_published is not null) rates.Insert(0, await _published.MeasureAsync(cancellationToken));
            Show(new StatsEvent(rates));
        }
    }

    private void Watch(ConferenceClient client, ReceivedStreams received)
    {
        client.Disconnected += (_, e) => _disconnected.TrySetResult(e);
        client.ParticipantJoined += (_, e) => Show(new ParticipantEvent("joined", e.Participant.Id, e.Participant.User, e.Participant.Role));
        client.ParticipantLeft += (_, e) => Show(new ParticipantEvent("left", e.Participant.Id, e.Participant.User, e.Participant.Role));
        client.StreamAdded += (_, e) =>
        {
            Show(News.Of("added", e.Stream));
            received.Offer(e.Stream);
        };
        client.StreamUpdated += (_, e) => Show(News.Of(e));
        client.StreamEnded += (_, e) => Show(News.Of("ended", e.Stream));
        client.Reconnecting += (_, e) => Show(new ReconnectingEvent(e.Exception?.Message));
        client.Reconnected += (_, e) => Show(News.Of(e, client.Self?.Id));
        client.MessageReceived += (_, e) =>
            Show(new MessageEvent(client.Participants.FirstOrDefault(p => p.Id == e.From)?.User ?? e.From, e.IsPrivate ? "me" : "all", e.Text));
    }

    private void Show(JoinEvent joinEvent) => output.Show(joinEvent with { Time = time.GetUtcNow() });
}
