using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.Conference;

/// <summary>One stay in a conference, from login to leaving: its roster, its sessions, its notifications. Used once.</summary>
/// <remarks>
/// Notifications go through one bounded queue to one loop that owns the roster. The loop starts when the login result is in, so that what
/// comes before waits (PROTOCOL §10.2). A lost connection is made anew, and with it the participation if it has to be; the stay ends when
/// the server drops the participant, or nothing brings the connection back.
/// </remarks>
internal sealed partial class Membership : IAsyncDisposable
{
    private readonly ISignaling _signaling;
    private readonly ConferenceClientOptions _options;
    private readonly ITokenProvider? _tokens; // for coming back as somebody new
    private readonly EventDispatcher _dispatcher;
    private readonly IMembershipListener _listener;
    private readonly ILogger _logger;
    private readonly RequestSender _requests;
    private readonly SessionContext _context;
    private readonly TicketKeeper _tickets;
    private readonly Roster _roster = new();
    private readonly NotificationQueue _notifications = new();
    private readonly object _gate = new();
    private readonly HashSet<SessionChannel> _channels = [];
    private readonly HashSet<ConferenceSession> _sessions = [];
    private readonly TaskSet _work = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously); // the loop may begin
    private readonly TaskCompletionSource _joinOver = new(TaskCreationOptions.RunContinuationsAsynchronously); // well or not
    private Task? _end;
    private DisconnectReason _endReason; // set with _end
    private Task _loop = Task.CompletedTask;
    private IPeerConnectionFactory? _factory;
    private volatile ConferenceInfo? _info;
    private volatile IReadOnlyList<Participant> _participants = [];
    private volatile IReadOnlyList<RemoteStream> _streams = [];

    public Membership(
        ISignaling signaling,
        ConferenceClientOptions options,
        ITokenProvider? tokens,
        EventDispatcher dispatcher,
        IMembershipListener listener,
        ILogger logger)
    {
        _signaling = signaling;
        _options = options;
        _tokens = tokens;
        _dispatcher = dispatcher;
        _listener = listener;
        _logger = logger;
        _requests = new RequestSender(signaling, options.RequestTimeout, options.TimeProvider);
        _tickets = new TicketKeeper(_requests, options.RequestTimeout, options.TimeProvider, logger);
        var limits = new NegotiationLimits(options.AnswerTimeout, options.TransportTimeout, options.SessionTimeout);
        _context = new SessionContext(_requests, new ProgressRouter(), limits, options.TimeProvider, logger, RemoveAsync);
    }

    /// <summary>As the newest login said; null before the first.</summary>
    public ConferenceInfo? Info => _info;

    public TimeProvider Time => _options.TimeProvider;

    public ILogger Logger => _logger;

    public IReconnectPolicy MediaRecoveryPolicy => _options.MediaRecoveryPolicy;

    /// <summary>Canceled when the stay begins to end.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Why sessions end when the stay does.</summary>
    public SessionEndReason SessionEnd => _endReason == DisconnectReason.Left ? SessionEndReason.Left : SessionEndReason.Disconnected;

    /// <summary>The version agreed on at login.</summary>
    public ProtocolVersion ProtocolVersion => _info?.ProtocolVersion ?? ProtocolVersion.Version12;

    public IReadOnlyList<Participant> Participants => _participants;

    public IReadOnlyList<RemoteStream> Streams => _streams;

    /// <summary>Queues a call of an application's handler behind those already queued.</summary>
    public void Post(Action raise) => _dispatcher.Post(raise);

    public Task SendTextAsync(string to, JsonElement message, CancellationToken cancellationToken) =>
        _requests.SendAsync("text", new TextRequest(to, message), ProtocolJson.Default.TextRequest, cancellationToken);

    /// <summary>Sends a control request about a session (PROTOCOL §4.8, §4.9), and gives what the server answers.</summary>
    public Task<JsonElement?> ControlAsync(
        string requestName, string id, string operation, JsonElement data, CancellationToken cancellationToken)
    {
        var request = requestName == "stream-control"
            ? JsonSerializer.SerializeToElement(new StreamControlRequest(id, operation, data), ProtocolJson.Default.StreamControlRequest)
            : JsonSerializer.SerializeToElement(
                new SubscriptionControlRequest(id, operation, data), ProtocolJson.Default.SubscriptionControlRequest);
        return _requests.SendAsync(requestName, request, late: null, cancellationToken);
    }

    /// <summary>Keeps a session, to be told of a rejoin and stopped at the end.</summary>
    public void Register(ConferenceSession session)
    {
        lock (_gate) _sessions.Add(session);
    }

    /// <summary>Forgets a session that is over.</summary>
    public void Unregister(ConferenceSession session)
    {
        lock (_gate) _sessions.Remove(session);
    }

    /// <summary>Keeps a task, which must not fail; the end of the stay waits for it.</summary>
    public void Own(Task task) => _work.Add(task);

    /// <summary>Completes when requests get through.</summary>
    /// <exception cref="SignalingException">The stay has ended.</exception>
    public Task WhenOnlineAsync(CancellationToken cancellationToken) => _requests.Gate.WhenOpenAsync(cancellationToken);

    /// <summary>Makes the channel of a session; it ends with the membership.</summary>
    /// <exception cref="ConferenceException">The membership has ended.</exception>
    public SessionChannel CreateChannel(SessionPlan plan)
    {
        lock (_gate)
        {
            if (_end is not null) throw new ConferenceException(ConferenceError.Left, "The client has left, or was disconnected.");
            var peer = _factory!.CreatePeerConnection(
                new PeerConnectionOptions { IceServers = _options.IceServers, LoggerFactory = _options.LoggerFactory });
            var channel = new SessionChannel(plan, _context, peer);
            _channels.Add(channel);
            _ = channel.Closed.ContinueWith(
                _ => { lock (_gate) _channels.Remove(channel); },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return channel;
        }
    }
}
