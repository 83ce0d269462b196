using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Conference;

/// <summary>One stay in a conference, from login to leaving: its roster, its sessions, its notifications. Used once.</summary>
/// <remarks>
/// Notifications go through one bounded queue to one loop that owns the roster. The loop starts when the login result is in, so that what
/// comes before waits (PROTOCOL §10.2). Ends by itself when the server drops the participant or the connection is lost.
/// </remarks>
internal sealed partial class Membership : IAsyncDisposable
{
    private const int MaxQueuedNotifications = 4096;

    private readonly ISignaling _signaling;
    private readonly ConferenceClientOptions _options;
    private readonly EventDispatcher _dispatcher;
    private readonly IMembershipListener _listener;
    private readonly ILogger _logger;
    private readonly RequestSender _requests;
    private readonly SessionContext _context;
    private readonly Roster _roster = new();
    private readonly LoginSequence _login;
    private readonly object _gate = new();
    private readonly HashSet<SessionChannel> _channels = [];
    private readonly TaskSet _work = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously); // the loop may begin
    private readonly TaskCompletionSource _joinOver = new(TaskCreationOptions.RunContinuationsAsynchronously); // well or not
    private volatile Channel<SignalingDataEventArgs> _notifications = CreateQueue(); // a new one for each connection
    private Task? _end;
    private DisconnectReason _endReason; // set with _end
    private Task _loop = Task.CompletedTask;
    private IPeerConnectionFactory? _factory;
    private volatile IReadOnlyList<Participant> _participants = [];
    private volatile IReadOnlyList<RemoteStream> _streams = [];

    public Membership(
        ISignaling signaling, ConferenceClientOptions options, EventDispatcher dispatcher, IMembershipListener listener, ILogger logger)
    {
        _signaling = signaling;
        _options = options;
        _dispatcher = dispatcher;
        _listener = listener;
        _logger = logger;
        _requests = new RequestSender(signaling, options.RequestTimeout, options.TimeProvider);
        _login = new LoginSequence(signaling, _requests, options, logger);
        var limits = new NegotiationLimits(options.AnswerTimeout, options.TransportTimeout, options.SessionTimeout);
        _context = new SessionContext(_requests, new ProgressRouter(), limits, options.TimeProvider, logger, RemoveAsync);
    }

    /// <summary>Null before the login result.</summary>
    public ConferenceInfo? Info { get; private set; }

    /// <summary>The version agreed on at login.</summary>
    public ProtocolVersion ProtocolVersion { get; private set; } = ProtocolVersion.Version12;

    public IReadOnlyList<Participant> Participants => _participants;

    public IReadOnlyList<RemoteStream> Streams => _streams;

    /// <summary>Queues a call of an application's handler behind those already queued.</summary>
    public void Post(Action raise) => _dispatcher.Post(raise);

    public Task SendTextAsync(string to, JsonElement message, CancellationToken cancellationToken) =>
        _requests.SendAsync("text", new TextRequest(to, message), ProtocolJson.Default.TextRequest, cancellationToken);

    /// <summary>Mutes or unmutes tracks of a session on the server (PROTOCOL §4.8, §4.9).</summary>
    public Task ControlAsync(string requestName, string id, string operation, TrackKinds kinds, CancellationToken cancellationToken)
    {
        var data = kinds switch { TrackKinds.Audio => "audio", TrackKinds.Video => "video", _ => "av" };
        var element = JsonSerializer.SerializeToElement(data, ProtocolJson.Default.String);
        var request = requestName == "stream-control"
            ? JsonSerializer.SerializeToElement(new StreamControlRequest(id, operation, element), ProtocolJson.Default.StreamControlRequest)
            : JsonSerializer.SerializeToElement(
                new SubscriptionControlRequest(id, operation, element), ProtocolJson.Default.SubscriptionControlRequest);
        return _requests.SendAsync(requestName, request, late: null, cancellationToken);
    }

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

    private static Channel<SignalingDataEventArgs> CreateQueue() =>
        Channel.CreateBounded<SignalingDataEventArgs>(new BoundedChannelOptions(MaxQueuedNotifications) { SingleReader = true });

    private Task RemoveAsync(string requestName, string sessionId)
    {
        var removal = RemoveCoreAsync(requestName, sessionId);
        _work.Add(removal);
        return removal;
    }

    private async Task RemoveCoreAsync(string requestName, string sessionId)
    {
        try
        {
            var request = JsonSerializer.SerializeToElement(new SessionIdRequest(sessionId), ProtocolJson.Default.SessionIdRequest);
            await _requests.SendAsync(requestName, request, late: null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConferenceException e)
        {
            Log.RemovalFailed(_logger, sessionId, e.Message);
        }
    }
}
