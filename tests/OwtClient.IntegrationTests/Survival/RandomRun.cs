using OwtClient.Conference;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Some clients do this and that, some trouble comes over them, and in the end all must agree with the server.</summary>
internal sealed class RandomRun : IAsyncDisposable
{
    private const int Actors = 3;
    private const int Acts = 40;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1); // of whatever is not answered

    private readonly SurvivalConference _conference;
    private readonly Random _chance;
    private readonly RandomActor[] _actors;
    private readonly List<string> _troubles = [];
    private readonly object _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RandomRun(SurvivalConference conference, int seed)
    {
        (_conference, _chance) = (conference, new Random(seed));
        _actors = [.. Enumerable.Range(0, Actors).Select(i => NewActor($"actor-{i}"))];
    }

    /// <exception cref="TimeoutException">They do not agree; says in what.</exception>
    public static async Task RunAsync(int seed)
    {
        var conference = await SurvivalConference.StartAsync(o => o with
        {
            ReconnectionTimeout = Limit,
            PingInterval = TimeSpan.FromMilliseconds(500),
            PingTimeout = TimeSpan.FromMilliseconds(500),
        });
        await using var run = new RandomRun(conference, seed);
        await run.ActAsync();
        await run.AgreeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _conference.DisposeAsync();
        foreach (var actor in _actors) Assert.Equal(ClientState.Ready, actor.Client.State);
    }

    private RandomActor NewActor(string user)
    {
        var client = _conference.NewClient(o => o with
        {
            LoginTimeout = Limit,
            RequestTimeout = Limit,
            AnswerTimeout = Limit,
            TransportTimeout = 3 * Limit,
            SessionTimeout = Limit,
        });
        client.StateChanged += (_, _) => Pulse();
        client.ParticipantJoined += (_, _) => Pulse();
        client.ParticipantLeft += (_, _) => Pulse();
        client.StreamAdded += (_, _) => Pulse();
        client.StreamEnded += (_, _) => Pulse();
        return new RandomActor(user, client, _conference.TokensFor(user));
    }

    private async Task ActAsync()
    {
        await Task.WhenAll(_actors.Select(actor => actor.ActAsync(new Random(0)))); // all join
        var running = new List<Task>();
        for (var i = 0; i < Acts; i++)
        {
            if (_chance.Next(4) == 0) _troubles.Add(RandomTrouble.Make(_conference.Server, _chance, _actors[_chance.Next(Actors)].User));
            running.Add(_actors[_chance.Next(Actors)].ActAsync(_chance));
            if (_chance.Next(2) == 0) await running[^1].WaitAsync(Patience, Stop); // else it goes on beside the next
        }

        await Task.WhenAll(running).WaitAsync(Patience, Stop);
        _conference.Server.Faults.Clear();
    }

    private async Task AgreeAsync()
    {
        foreach (var session in _actors.SelectMany(actor => actor.Sessions))
        {
            session.Restored += (_, _) => Pulse();
            session.Failed += (_, _) => Pulse();
            session.Ended += (_, _) => Pulse();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (true)
        {
            var isFirstLook = true;
            var onServer = _conference.Server.WaitForRoomsAsync(_ => !Interlocked.Exchange(ref isFirstLook, false), patience.Token);
            Task here;
            lock (_gate) here = (_changed = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            string[] disagreements = [.. Disagreements()];
            if (disagreements.Length == 0) return;
            try
            {
                await Task.WhenAny(onServer, here).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
            {
                throw new TimeoutException($"{string.Join('\n', disagreements)}\nafter {string.Join(", ", _troubles)}");
            }
        }
    }

    private IEnumerable<string> Disagreements()
    {
        var room = _conference.Room;
        var present = _actors.Where(actor => actor.Client.State != ClientState.Ready).ToArray();
        foreach (var actor in present.Where(actor => actor.Client.State != ClientState.Connected))
        {
            yield return $"{actor.User} is {actor.Client.State}";
        }

        var sessions = _actors.SelectMany(actor => actor.Sessions).ToArray();
        foreach (var session in sessions.Where(session => session.State == SessionState.Interrupted))
        {
            yield return $"{session.Id} is interrupted";
        }

        var active = sessions.Where(session => session.State == SessionState.Active).ToArray();
        var differences = new[]
        {
            Difference("participants", present.Select(actor => actor.Client.Self?.Id), room.Participants.Select(p => p.Id)),
            Difference("streams", active.OfType<Publication>().Select(session => session.Id), room.StreamIds),
            Difference("live sessions", active.Select(session => session.Id), room.Sessions.Where(s => s.IsLive).Select(s => s.Id)),
        }.Concat(present.SelectMany(actor => new[]
        {
            Difference($"{actor.User}'s roster", actor.Client.Participants.Select(p => p.Id), room.Participants.Select(p => p.Id)),
            Difference($"{actor.User}'s streams", StreamsOf(actor), room.StreamIds),
        }));
        foreach (var difference in differences.OfType<string>()) yield return difference;
    }

    private static IEnumerable<string> StreamsOf(RandomActor actor) =>
        actor.Client.RemoteStreams.Where(stream => stream is not RemoteMixedStream).Select(stream => stream.Id);

    private static string? Difference(string what, IEnumerable<string?> here, IEnumerable<string> onServer)
    {
        var (ours, theirs) = (here.Order().ToArray(), onServer.Order().ToArray());
        return ours.SequenceEqual(theirs) ? null : $"{what}: [{string.Join(' ', ours)}] here, [{string.Join(' ', theirs)}] on the server";
    }

    private void Pulse()
    {
        lock (_gate) _changed.TrySetResult();
    }
}
