using Microsoft.AspNetCore.Builder;
using OwtClient.Server.EngineIo;
using OwtClient.Server.Faults;
using OwtClient.Server.Http;
using OwtClient.Server.Management;
using OwtClient.Server.Media;
using OwtClient.Server.Portal;
using OwtClient.Server.Recording;
using OwtClient.Server.Rooms;
using OwtClient.Server.SocketIo;
using OwtClient.Server.Tokens;

namespace OwtClient.Server;

/// <summary>A conference server in this process, for development, tests and small installations.</summary>
/// <remarks>
/// <para>
/// Speaks the protocol of OWT 5.1 to its clients: Socket.IO portal, tokens, rooms, publish and subscribe, with media forwarded
/// as it comes, never decoded. It answers <c>POST /tokens</c> like OWT's sample application, and shows a room in a browser at
/// <c>/watch</c>.
/// </para>
/// <para>Thread-safe. Disposing throws everybody out and frees the port.</para>
/// </remarks>
public sealed class ConferenceServer : IAsyncDisposable
{
    private readonly ConferenceServerOptions _options;
    private readonly TokenStore _tokens;
    private readonly RoomRegistry _rooms;
    private readonly SocketIoServer _sockets;
    private readonly MediaEngine _media;
    private readonly FaultRules _faults;
    private readonly ChangeSignal _changes = new();
    private readonly RecordingStore _recordings;
    private readonly ManagementApi _management;
    private WebApplication? _app;
    private int _disposed;

    private ConferenceServer(ConferenceServerOptions options)
    {
        _options = options;
        _recordings = new RecordingStore(options.Recording, options.TimeProvider, options.LoggerFactory); // first: it may fail
        _media = new MediaEngine(options);
        _faults = new FaultRules(options.TimeProvider);
        _tokens = new TokenStore(options.TimeProvider, options.TokenLifetime, KeyedSignature.WithRandomKey());
        _rooms = new RoomRegistry(options.TimeProvider, options.MaxRooms, CreateRoom);
        var settings = new PortalSettings
        {
            ReconnectionTimeout = options.ReconnectionTimeout,
            TicketLifetime = options.ReconnectionTicketLifetime,
            ProtocolVersions = options.ProtocolVersions,
        };
        var portal = new PortalService(_tokens, _rooms, settings, _faults, options.TimeProvider, options.LoggerFactory);
        _sockets = new SocketIoServer(
            new EngineIoOptions
            {
                PingInterval = options.PingInterval,
                PingTimeout = options.PingTimeout,
                Versions = [.. options.EngineIoVersions.Select(version => (EngineIoVersion)version)],
            },
            options.TimeProvider,
            options.LoggerFactory,
            socket => new PortalHandler(portal.Accept(socket)));
        Faults = new FaultPlan(_faults, portal, _rooms, _sockets);
        _rooms.FindOrCreate(options.DefaultRoom);
        var recordings = new RecordingsApi(_recordings, () => Url.Host, options.TimeProvider);
        _management = new ManagementApi(
            options.Management ?? new ManagementOptions(), _rooms, DefaultLimits, recordings, IssueToken, options.TimeProvider);
    }

    /// <summary>The service that the management API knows from the start and that may do everything; null when it is not served.</summary>
    public ManagementAccount? ManagementAccount => _options.Management is null ? null : new(_management.Super.Id, _management.Super.Key);

    /// <summary>Where the server can be reached from this machine: scheme, host and port.</summary>
    public Uri Url { get; private set; } = new("http://unset.invalid");

    /// <summary>The rooms as they are now.</summary>
    public IReadOnlyList<ConferenceServerRoom> Rooms => [.. _rooms.All.Select(room => room.Describe())];

    /// <summary>Trouble on demand, for tests.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Starts a server and completes when it takes connections.</summary>
    /// <param name="options">Settings, or null for the defaults: a free port on 127.0.0.1.</param>
    /// <param name="cancellationToken">Gives up; nothing stays open.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the text names it.</exception>
    /// <exception cref="IOException">The port is taken or may not be used, or the folder for recordings cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder for recordings must not be created.</exception>
    public static async Task<ConferenceServer> StartAsync(
        ConferenceServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ConferenceServerOptions();
        options.Validate();
        var server = new ConferenceServer(options);
        try
        {
            server._app = WebHost.Build(options, server._sockets, server, new TokenEndpoints(server), server._management);
            await server._app.StartAsync(cancellationToken).ConfigureAwait(false);
            server.Url = WebHost.UrlOf(server._app);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Issues a token: good for one join, for <see cref="ConferenceServerOptions.TokenLifetime"/>.</summary>
    /// <param name="room">Name or id of the room, or null for <see cref="ConferenceServerOptions.DefaultRoom"/>.</param>
    /// <param name="user">Name that the others will see.</param>
    /// <param name="role">
    /// What the participant may do: <c>presenter</c> (all), <c>viewer</c> (receive only), <c>audio_only_presenter</c>,
    /// <c>video_only_viewer</c>, <c>sip</c> or <c>admin</c>.
    /// </param>
    /// <returns>The token as clients take it.</returns>
    /// <exception cref="ArgumentException">The user is empty or the role unknown.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no such room and <see cref="ConferenceServerOptions.CreateRooms"/> is false, or there are too many rooms.
    /// </exception>
    public string CreateToken(string? room, string user, string role = "presenter")
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(role);
        if (RolePermission.Of(role) is null) throw new ArgumentException($"There is no role '{role}'.", nameof(role));
        var name = room ?? _options.DefaultRoom;
        var target = FindRoom(name) ?? throw new InvalidOperationException($"There is no room '{name}'.");
        return IssueToken(target, user, role);
    }

    /// <summary>Throws a participant out of a room.</summary>
    /// <param name="room">Name or id of the room.</param>
    /// <param name="participantId">Id of the participant.</param>
    /// <returns>False when there is no such room or participant.</returns>
    public bool DropParticipant(string room, string participantId) => _rooms.TryFind(room, out var found) && found.Drop(participantId);

    /// <summary>Waits until the rooms are as wanted; looks at them now and at each change.</summary>
    /// <param name="condition">Says whether they are. Called on threads of the pool, one call at a time; must not throw.</param>
    /// <param name="cancellationToken">Gives up waiting. Use one with a deadline.</param>
    /// <returns>The rooms as they were then.</returns>
    public async Task<IReadOnlyList<ConferenceServerRoom>> WaitForRoomsAsync(
        Func<IReadOnlyList<ConferenceServerRoom>, bool> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            var next = _changes.Next;
            var rooms = Rooms;
            if (condition(rooms)) return rooms;
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Throws everybody out, ends all media and frees the port. Idempotent; never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        foreach (var room in _rooms.All) await room.DisposeAsync().ConfigureAwait(false);
        _faults.Dispose();
        await _sockets.DisposeAsync().ConfigureAwait(false);
        if (_app is not null) await WebHost.StopAsync(_app).ConfigureAwait(false);
        await _recordings.DisposeAsync().ConfigureAwait(false);
        await _media.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Finds a room, or makes it where that is allowed.</summary>
    internal RoomController? FindRoom(string idOrName)
    {
        if (_rooms.TryFind(idOrName, out var room)) return room;
        return _options.CreateRooms ? _rooms.FindOrCreate(idOrName) : null;
    }

    private RoomLimits DefaultLimits => new(_options.MaxParticipantsPerRoom, _options.MaxStreamsPerRoom);

    private string IssueToken(RoomController room, string user, string role) =>
        _tokens.Create(_options.PublicHost ?? Url.Authority, secure: _options.Certificate is not null, room.Id, user, role);

    private RoomController CreateRoom(string id, string name) => new(
        new Room(id, name, DefaultLimits) { MixesPublications = _options.MixPublications },
        _options.TimeProvider,
        _changes,
        room => _media.CreateAgent(new FaultyMediaEvents(room, room.OwnerOf, _faults)));
}
