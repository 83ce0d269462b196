using OwtClient.Media;
using OwtClient.Rest.Models;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.WebRtc;
using AudioSource = OwtClient.Rest.Models.AudioSource;
using VideoSource = OwtClient.Rest.Models.VideoSource;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>A server that records, a room, and what is needed to fill a recording and to look into it.</summary>
public sealed class RecordingFixture : IAsyncDisposable
{
    /// <summary>How long a step may take on a busy machine before it counts as failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PeerConnectionFactory _engine = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"owt-recordings-{Guid.NewGuid():N}");
    private readonly List<ConferenceClient> _clients = [];
    private ServerFixture _server = null!;

    public OwtManagementClient Api => _server.Api;

    public string Room { get; private set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RecordingFixture> StartAsync(int maxRecordings = 100)
    {
        var fixture = new RecordingFixture();
        var recording = new RecordingOptions { Directory = fixture._folder, MaxRecordings = maxRecordings };
        fixture._server = await ServerFixture.StartAsync(new ConferenceServerOptions { Recording = recording });
        fixture.Room = (await fixture.Api.Rooms.CreateAsync("recorded")).Id;
        return fixture;
    }

    public static SubscriptionMedia Both(string streamId) => new() { Audio = new AudioSource(streamId), Video = new VideoSource(streamId) };

    public static SubscriptionMedia Pictures(string streamId) => new() { Video = new VideoSource(streamId) };

    public async Task<ConferenceClient> JoinAsync(string user)
    {
        var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        _clients.Add(client);
        await client.JoinAsync(await Api.Tokens.CreateAsync(Room, user, "presenter"), Stop);
        return client;
    }

    /// <summary>Publishes a stream, and subscribes to it: what a witness who came later got, an earlier recording got before.</summary>
    public async Task<(Publication Publication, Func<Task<Subscription>> Witness)> PublishAsync(LocalStream stream)
    {
        var publication = await (await JoinAsync("publisher")).PublishAsync(stream, cancellationToken: Stop);
        return (publication, async () =>
        {
            var witness = await JoinAsync("witness");
            var remote = witness.RemoteStreams.Single(candidate => candidate.Id == publication.Id);
            return await witness.SubscribeAsync(remote, cancellationToken: Stop);
        });
    }

    /// <summary>Sends frames one after another, each when the one before has come through.</summary>
    public static async Task SendAsync(IEnumerable<EncodedFrame> frames, LocalStream stream, Subscription witness)
    {
        await using var audio = witness.Audio?.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);
        await using var video = witness.Video?.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);
        foreach (var frame in frames)
        {
            var isAudio = frame.Codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma;
            Assert.True((isAudio ? (LocalTrack)stream.Audio! : stream.Video!).SendFrame(frame));
            var received = (isAudio ? audio : video)!;
            Assert.True(await received.MoveNextAsync().AsTask().WaitAsync(Patience, Stop));
            received.Current.Dispose();
        }
    }

    public static async Task<IReadOnlyList<MediaFrame>> ReadAsync(string path)
    {
        await using var reader = await MediaFileReader.OpenAsync(path, cancellationToken: Stop);
        var frames = new List<MediaFrame>();
        await foreach (var frame in reader.ReadFramesAsync(Stop)) frames.Add(frame with { Data = frame.Data.ToArray() });
        return frames;
    }

    /// <summary>Ends the server, which completes all files.</summary>
    public ValueTask StopServerAsync() => _server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
