using OwtClient.Conference;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>One server and one engine for the tests of a class; a room of its own for each test.</summary>
public sealed class ConferenceFixture : IAsyncLifetime
{
    /// <summary>How long anything may take before a test gives up. Nothing waits for it when all is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private int _rooms;

    public IPeerConnectionFactory Engine { get; } = TestEngine.Create();

    public ConferenceServer Server { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Server = await ConferenceServer.StartAsync(cancellationToken: Stop);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Engine.DisposeAsync();
    }

    public string NewRoom() => $"room-{Interlocked.Increment(ref _rooms)}";

    public ConferenceClient NewClient() => new(new ConferenceClientOptions { PeerConnectionFactory = Engine });

    public async Task<ConferenceClient> JoinAsync(string room, string user, string role = "presenter")
    {
        var client = NewClient();
        await client.JoinAsync(Server.CreateToken(room, user, role), Stop);
        return client;
    }

    /// <summary>The stream of a publication, as another client sees it, now or when it comes.</summary>
    public static async Task<RemoteStream> FindAsync(ConferenceClient client, string id)
    {
        var added = new TaskCompletionSource<RemoteStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StreamAdded += (_, e) =>
        {
            if (e.Stream.Id == id) added.TrySetResult(e.Stream);
        };
        return client.RemoteStreams.FirstOrDefault(stream => stream.Id == id) ?? await added.Task.WaitAsync(Patience, Stop);
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

    /// <summary>Waits until something of the server's is as it should be, which no event tells.</summary>
    public static async Task EventuallyAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition()) await Task.Delay(10, patience.Token);
    }

    /// <summary>What the server says of a room.</summary>
    public ConferenceServerRoom Room(string name) => Server.Rooms.Single(room => room.Name == name);
}
