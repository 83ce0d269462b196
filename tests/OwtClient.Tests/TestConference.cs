using Microsoft.Extensions.Time.Testing;
using OwtClient.Conference;
using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests;

/// <summary>A client on fakes and virtual time. Fails the test when an error was logged that the test did not expect.</summary>
internal sealed class TestConference : IAsyncDisposable
{
    private readonly ErrorLog _log = new();

    public TestConference(Func<ConferenceClientOptions, ConferenceClientOptions>? configure = null)
    {
        Portal = new FakePortal(Signaling);
        Portal.Streams.Add(FakePortal.ForwardStream("x", "bob"));
        Portal.Participants.Add("""{"id":"bob","user":"Bob","role":"presenter"}""");
        var options = new ConferenceClientOptions { PeerConnectionFactory = Engine, TimeProvider = Time, LoggerFactory = _log };
        Client = new ConferenceClient(configure?.Invoke(options) ?? options, Signaling);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new();

    public FakeSignaling Signaling { get; } = new();

    public FakePortal Portal { get; }

    public FakePeerConnectionFactory Engine { get; } = new();

    public ConferenceClient Client { get; }

    public LocalStream Camera { get; } = new(new LocalAudioTrack(), new LocalVideoTrack());

    public RemoteStream Remote => Client.RemoteStreams.Single(s => s.Id == "x");

    /// <summary>For <see cref="FakeSignaling.ConnectGate"/>: a connection that takes its time.</summary>
    public TaskCompletionSource Hold { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> LoggedTexts => _log.Texts;

    /// <summary>How many errors the test means to cause.</summary>
    public int ExpectedErrors { get; set; }

    /// <summary>Operation and data of each control request sent, in order.</summary>
    public IEnumerable<string> Controls => Signaling.Requests
        .Where(r => r.Name is "stream-control" or "subscription-control")
        .Select(r => $"{r.Data!.Value.GetProperty("operation").GetString()} {r.Data!.Value.GetProperty("data").GetRawText()}");

    public IEnumerable<string> RequestNames => Signaling.Requests.Select(r => r.Name);

    public static async Task<TestConference> JoinAsync(
        Func<ConferenceClientOptions, ConferenceClientOptions>? configure = null, TimeSpan? ticketLifetime = null)
    {
        var conference = new TestConference(configure);
        conference.Portal.TicketLifetime = ticketLifetime;
        await conference.Client.JoinAsync(FakePortal.CreateToken(), Token);
        return conference;
    }

    /// <summary>Begins to publish and waits until a request of that kind is out.</summary>
    public async Task<(Task<Publication> Publishing, FakeRequest Request)> PublishUntilAsync(string requestName, CancellationToken cancellationToken)
    {
        var number = RequestNames.Count(n => n == requestName) + 1;
        var publishing = Client.PublishAsync(Camera, cancellationToken: cancellationToken);
        return (publishing, await Signaling.WaitForRequestAsync(requestName, number, Token));
    }

    /// <summary>Waits for the next event of a kind.</summary>
    public static Task<T> NextAsync<T>(Action<EventHandler<T>> subscribe)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        subscribe((_, e) => source.TrySetResult(e));
        return source.Task.WaitAsync(Token);
    }

    /// <summary>Completes when a text with that part has been logged.</summary>
    public Task LoggedAsync(string part) => _log.WaitForAsync(part).WaitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Assert.Equal(ClientState.Ready, Client.State);
        Assert.All(Engine.Connections, connection => Assert.True(connection.IsDisposed));
        Assert.True(_log.Errors.Count == ExpectedErrors, string.Join('\n', _log.Errors));
    }
}
