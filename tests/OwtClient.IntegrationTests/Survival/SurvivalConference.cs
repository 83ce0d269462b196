using OwtClient.Reconnection;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>A server of its own for one test, since faults are the whole server's, and clients that are quick to come back.</summary>
internal sealed class SurvivalConference : IAsyncDisposable
{
    /// <summary>How long anything may take before a test gives up. Nothing waits for it when all is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Soon and often, until a test would give up anyway.</summary>
    public static readonly IReconnectPolicy Promptly = new ExponentialReconnectPolicy
    {
        FirstDelay = TimeSpan.FromMilliseconds(50),
        MaxDelay = TimeSpan.FromMilliseconds(200),
        Limit = Patience,
        RejoinLimit = Patience,
    };

    private readonly List<ConferenceClient> _clients = [];

    private SurvivalConference(ConferenceServer server) => Server = server;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ConferenceServer Server { get; }

    public PeerConnectionFactory Engine { get; } = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });

    /// <summary>What the server says of the only room.</summary>
    public ConferenceServerRoom Room => Server.Rooms.Single();

    public static async Task<SurvivalConference> StartAsync(Func<ConferenceServerOptions, ConferenceServerOptions>? configure = null)
    {
        var options = new ConferenceServerOptions { MixPublications = false };
        return new SurvivalConference(await ConferenceServer.StartAsync(configure?.Invoke(options) ?? options, Stop));
    }

    public ConferenceClient NewClient(Func<ConferenceClientOptions, ConferenceClientOptions>? configure = null)
    {
        var options = new ConferenceClientOptions
        {
            PeerConnectionFactory = Engine,
            ReconnectPolicy = Promptly,
            MediaRecoveryPolicy = Promptly,
        };
        var client = new ConferenceClient(configure?.Invoke(options) ?? options);
        _clients.Add(client);
        return client;
    }

    public string NewToken(string user) => Server.CreateToken(null, user);

    public ITokenProvider TokensFor(string user) => TokenProvider.FromDelegate(_ => ValueTask.FromResult(NewToken(user)));

    public async Task<ConferenceClient> JoinAsync(
        string user, Func<ConferenceClientOptions, ConferenceClientOptions>? configure = null, bool mayRejoin = false)
    {
        var client = NewClient(configure);
        if (mayRejoin) await client.JoinAsync(TokensFor(user), Stop);
        else await client.JoinAsync(NewToken(user), Stop);
        return client;
    }

    /// <summary>The stream of a publication, as a client sees it, now or when it comes.</summary>
    public static async Task<RemoteStream> FindAsync(ConferenceClient client, string id)
    {
        var added = new TaskCompletionSource<RemoteStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StreamAdded += HandleAdded;
        try
        {
            return client.RemoteStreams.FirstOrDefault(stream => stream.Id == id) ?? await added.Task.WaitAsync(Patience, Stop);
        }
        finally
        {
            client.StreamAdded -= HandleAdded;
        }

        void HandleAdded(object? sender, StreamEventArgs e)
        {
            if (e.Stream.Id == id) added.TrySetResult(e.Stream);
        }
    }

    /// <summary>The next event that fits.</summary>
    public static Task<T> NextAsync<T>(Action<EventHandler<T>> subscribe, Func<T, bool>? fits = null)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        subscribe((_, e) =>
        {
            if (fits is null || fits(e)) source.TrySetResult(e);
        });
        return source.Task.WaitAsync(Patience, Stop);
    }

    /// <summary>Waits until the server's only room is as it should be.</summary>
    public Task WhenRoomAsync(Func<ConferenceServerRoom, bool> condition) =>
        Server.WaitForRoomsAsync(rooms => rooms is [var room] && condition(room), Stop).WaitAsync(Patience, Stop);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await Server.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
