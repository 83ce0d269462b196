using Microsoft.Extensions.Logging;
using OwtClient.Conference;
using OwtClient.Signaling;
using OwtClient.Streams;

namespace OwtClient;

/// <summary>Takes part in one conference at a time: joins with a token, publishes, subscribes, chats, watches who is there.</summary>
/// <remarks>
/// Thread-safe. Events are raised by one dispatcher per client: one at a time, in order, on a thread of the pool, never while the client
/// holds a lock; what a handler throws is logged. A handler that blocks delays the events behind it, not the media. After leaving or being
/// disconnected the client may join again.
/// </remarks>
public sealed partial class ConferenceClient : IAsyncDisposable
{
    private readonly ConferenceClientOptions _options;
    private readonly ISignaling _signaling;
    private readonly bool _ownsSignaling;
    private readonly ILogger _logger;
    private readonly EventDispatcher _dispatcher;
    private readonly object _gate = new();
    private ClientState _state = ClientState.Ready;
    private Membership? _membership; // null exactly while Ready
    private bool _disposed;

    /// <summary>Makes a client with the default settings, which talks to portals over Socket.IO.</summary>
    public ConferenceClient()
        : this(new ConferenceClientOptions())
    {
    }

    /// <summary>Makes a client that talks to portals over Socket.IO.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ConferenceClient(ConferenceClientOptions options)
        : this(options, new SocketIoSignaling(ConferenceClientOptions.SignalingOf(options)), ownsSignaling: true)
    {
    }

    /// <summary>Makes a client with signaling of the application's choice.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="signaling">Stays the caller's: it is disconnected when the client leaves, but not disposed.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ConferenceClient(ConferenceClientOptions options, ISignaling signaling)
        : this(options, signaling, ownsSignaling: false)
    {
    }

    private ConferenceClient(ConferenceClientOptions options, ISignaling signaling, bool ownsSignaling)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(signaling);
        options.Validate();
        _options = options;
        _signaling = signaling;
        _ownsSignaling = ownsSignaling;
        _logger = options.LoggerFactory.CreateLogger<ConferenceClient>();
        _dispatcher = new EventDispatcher(_logger);
    }

    /// <summary><see cref="State"/> changed.</summary>
    public event EventHandler<ClientStateChangedEventArgs>? StateChanged;

    /// <summary>The client is no longer in its conference, by its own wish or not; every publication and subscription has ended.</summary>
    public event EventHandler<DisconnectedEventArgs>? Disconnected;

    /// <summary>Where the client stands.</summary>
    public ClientState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>The conference as it was when the client joined, or null while it is in none.</summary>
    public ConferenceInfo? Info => Current?.Info;

    /// <summary>The own participation, or null while in no conference.</summary>
    public Self? Self => Info?.Self;

    /// <summary>Everybody who is there now, oneself included; empty while in no conference. A snapshot.</summary>
    public IReadOnlyList<Participant> Participants => Current?.Participants ?? [];

    /// <summary>All streams there are now, the own ones included; empty while in no conference. A snapshot.</summary>
    public IReadOnlyList<RemoteStream> RemoteStreams => Current?.Streams ?? [];

    private Membership? Current
    {
        get
        {
            lock (_gate) return _membership;
        }
    }

    /// <summary>Leaves if needed, and releases everything. Idempotent; never throws. Events already queued are still raised.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        await LeaveAsync().ConfigureAwait(false);
        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        if (_ownsSignaling) await _signaling.DisposeAsync().ConfigureAwait(false);
    }

    /// <exception cref="InvalidOperationException">The client is in no conference.</exception>
    private Membership Joined()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _state is ClientState.Connected or ClientState.Reconnecting
                ? _membership!
                : throw new InvalidOperationException($"The client is in no conference: its state is {_state}.");
        }
    }

    /// <summary>Changes the state and queues the event, so that events come in the order of the changes.</summary>
    private void ChangeStateLocked(ClientState next, Membership? membership)
    {
        var previous = _state;
        (_state, _membership) = (next, membership);
        var change = new ClientStateChangedEventArgs(previous, next);
        _dispatcher.Post(() => StateChanged?.Invoke(this, change));
    }
}
