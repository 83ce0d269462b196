using OwtClient.Conference;
using OwtClient.Streams;
using OwtClient.Tokens;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>One client of a random run, and what it thinks it has.</summary>
internal sealed class RandomActor(string user, ConferenceClient client, ITokenProvider tokens)
{
    private readonly object _gate = new();
    private readonly List<ConferenceSession> _sessions = [];

    public string User { get; } = user;

    public ConferenceClient Client { get; } = client;

    /// <summary>All that were ever opened.</summary>
    public IReadOnlyList<ConferenceSession> Sessions
    {
        get
        {
            lock (_gate) return [.. _sessions];
        }
    }

    /// <summary>
    /// Does something that chance chose. In a conference where anything may go wrong every documented failure is fine, and no other one.
    /// </summary>
    /// <param name="chance">Chooses. Is asked before anything is done, since the caller goes on with it.</param>
    public Task ActAsync(Random chance)
    {
        var (act, pick, giveUpAfter) = (chance.Next(12), chance.Next(), chance.Next(4) == 0 ? chance.Next(1, 60) : (int?)null);
        if (Client.State == ClientState.Ready) return TolerateAsync(stop => Client.JoinAsync(tokens, stop), giveUpAfter);
        return act switch
        {
            0 or 1 or 2 => TolerateAsync(PublishAsync, giveUpAfter),
            3 or 4 or 5 => TolerateAsync(stop => SubscribeAsync(pick, stop), giveUpAfter),
            6 => TolerateAsync(stop => MuteAsync(pick, true, stop), giveUpAfter),
            7 => TolerateAsync(stop => MuteAsync(pick, false, stop), giveUpAfter),
            8 or 9 => TolerateAsync(stop => Pick(Sessions, pick)?.StopAsync(stop) ?? Task.CompletedTask, giveUpAfter),
            10 => TolerateAsync(stop => Client.SendAsync("hello", cancellationToken: stop), giveUpAfter),
            _ => pick % 3 == 0 ? TolerateAsync(Client.LeaveAsync, giveUpAfter) : Task.CompletedTask,
        };
    }

    private static T? Pick<T>(IReadOnlyList<T> from, int pick)
        where T : class => from.Count == 0 ? null : from[pick % from.Count];

    private async Task PublishAsync(CancellationToken stop) =>
        Keep(await Client.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: stop));

    private async Task SubscribeAsync(int pick, CancellationToken stop)
    {
        if (Pick([.. Client.RemoteStreams.Where(s => s is not RemoteMixedStream)], pick) is { } stream)
            Keep(await Client.SubscribeAsync(stream, cancellationToken: stop));
    }

    private Task MuteAsync(int pick, bool mute, CancellationToken stop) => Pick(Sessions, pick) switch
    {
        Publication publication => mute ? publication.MuteAsync(TrackKinds.All, stop) : publication.UnmuteAsync(TrackKinds.All, stop),
        Subscription subscription => mute ? subscription.MuteAsync(TrackKinds.All, stop) : subscription.UnmuteAsync(TrackKinds.All, stop),
        _ => Task.CompletedTask,
    };

    private void Keep(ConferenceSession session)
    {
        lock (_gate) _sessions.Add(session);
    }

    private static async Task TolerateAsync(Func<CancellationToken, Task> act, int? giveUpAfter)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SurvivalConference.Stop);
        if (giveUpAfter is { } milliseconds) stop.CancelAfter(milliseconds);
        try
        {
            await act(stop.Token);
        }
        catch (Exception e) when (e is ConferenceException or InvalidOperationException or OperationCanceledException)
        {
            // Refused, overdue, lost, in no conference any more, ended meanwhile, or given up.
        }
    }
}
