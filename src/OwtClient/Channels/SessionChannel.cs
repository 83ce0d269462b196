using System.Threading.Channels;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Runs one <see cref="SessionNegotiation"/>: its loop, its timer and its peer connection, which it owns.</summary>
/// <remarks>
/// All inputs go through one bounded queue to one loop, the only one to touch the negotiation. What takes time (requests, descriptions)
/// runs
/// beside the loop and comes back as an input; requests leave in the order of their effects.
/// </remarks>
internal sealed partial class SessionChannel : IAsyncDisposable
{
    private const int MaxQueuedInputs = 1024;

    private readonly SessionPlan _plan;
    private readonly SessionContext _context;
    private readonly SessionNegotiation _negotiation;
    private readonly Channel<NegotiationInput> _inputs =
        Channel.CreateBounded<NegotiationInput>(new BoundedChannelOptions(MaxQueuedInputs) { SingleReader = true });

    private readonly List<Task> _operations = []; // the loop's alone
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private readonly long _origin;
    private string _offer = "";
    private volatile bool _isClosing;
    private PeerConnectionStats? _lastStats;

    public SessionChannel(SessionPlan plan, SessionContext context, IPeerConnection peer)
    {
        _plan = plan;
        _context = context;
        Peer = peer;
        _negotiation = new SessionNegotiation(context.Limits);
        _origin = context.Time.GetTimestamp();
        _timer = context.Time.CreateTimer(
            _ => Post(new NegotiationInput.TimeLimit()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        peer.IceCandidateGathered += OnCandidate;
        peer.ConnectionStateChanged += OnConnectionState;
    }

    /// <summary>Media flows now. Set before <see cref="OpenAsync"/>; called by the loop; must neither block nor throw.</summary>
    public Action? Opened { get; set; }

    /// <summary>No media flows, which may pass by itself. As <see cref="Opened"/>.</summary>
    public Action<ConferenceException>? Interrupted { get; set; }

    /// <summary>Media flows again after an interruption. As <see cref="Opened"/>.</summary>
    public Action? Continued { get; set; }

    /// <summary>
    /// It is over. Set before <see cref="OpenAsync"/>; called by the loop, whether it was open or not; must neither block nor throw.
    /// </summary>
    public Action<NegotiationEffect.Close>? Ended { get; set; }

    public IPeerConnection Peer { get; }

    /// <summary>The media sections, in the order of the plan; empty before <see cref="OpenAsync"/>.</summary>
    public IReadOnlyList<IRtpTransceiver> Transceivers { get; private set; } = [];

    /// <summary>The server's id of the session, or null before it has one.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Completes, never with an error, when everything is closed and the server has been told.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Queues an input. False when the channel is closed or flooded; the input is lost then.</summary>
    public bool Post(NegotiationInput input) => _inputs.Writer.TryWrite(input);

    /// <summary>Negotiates, and completes when media flows. To be called once.</summary>
    /// <param name="cancellationToken">Gives up; the session is taken off the server.</param>
    /// <exception cref="ConferenceException">It failed; everything is closed.</exception>
    /// <exception cref="NotSupportedException">The engine cannot do what the plan asks for.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var loop = Task.Run(RunAsync, CancellationToken.None);
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Post(new NegotiationInput.Stop(SessionEndReason.Stopped));
            await loop.ConfigureAwait(false);
            throw;
        }

        Post(new NegotiationInput.Start());
        var cancellation = cancellationToken.UnsafeRegister(
            static (channel, _) => ((SessionChannel)channel!).Post(new NegotiationInput.Stop(SessionEndReason.Stopped)), this);
        await using (cancellation.ConfigureAwait(false))
        {
            await _opened.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the session, and completes when the server has confirmed or the limit of the request has passed.</summary>
    public Task StopAsync(SessionEndReason reason)
    {
        Post(new NegotiationInput.Stop(reason));
        return Closed;
    }

    /// <summary>Ends the session like <see cref="StopAsync"/>.</summary>
    public ValueTask DisposeAsync() => new(StopAsync(SessionEndReason.Stopped));

    /// <summary>The counters now, or the last ones before it closed.</summary>
    public async ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_isClosing) return await Peer.GetStatsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It closed meanwhile and left its last counters.
        }

        await Closed.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _lastStats ?? new PeerConnectionStats(_context.Time.GetUtcNow(), new TransportStats(), [], []);
    }

    /// <summary>Describes the media and begins to gather, so that candidates are ready when the server's answer lets them go.</summary>
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var streamId = Guid.NewGuid().ToString("N"); // one for all tracks: they belong together (RFC 8830)
        Transceivers = [.. _plan.Tracks.Select(track => Peer.AddTransceiver(track.Kind, new TransceiverOptions
        {
            Mid = track.Mid,
            Direction = _plan.Direction,
            Codecs = track.Codecs,
            SendEncodings = [.. track.Rids.Select(rid => new RtpEncoding(rid))],
            StreamId = streamId,
        }))];
        var offer = await Peer.CreateOfferAsync(cancellationToken).ConfigureAwait(false);
        await Peer.SetLocalDescriptionAsync(offer, cancellationToken).ConfigureAwait(false);
        _offer = offer.Sdp;
    }

    private async Task RunAsync()
    {
        await foreach (var input in _inputs.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var now = _context.Time.GetElapsedTime(_origin);
            _negotiation.Handle(input, now);
            Arm(now); // before the effects: whoever sees one may rely on the time limit that goes with it
            while (_negotiation.TryPollEffect(out var effect)) await ExecuteAsync(effect!).ConfigureAwait(false);
        }

        await Task.WhenAll(_operations).ConfigureAwait(false);
        if (SessionId is { } id) _context.Router.Unregister(id, _transportId);
        _closing.Dispose();
        _closed.TrySetResult();
    }

    private void Arm(TimeSpan now)
    {
        // Rounded up: a timer that fires early would find nothing due.
        var due = _negotiation.Deadline is { } deadline
            ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((deadline - now).TotalMilliseconds)))
            : Timeout.InfiniteTimeSpan;
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private async Task CloseAsync(NegotiationEffect.Close close)
    {
        _inputs.Writer.TryComplete();
        Peer.IceCandidateGathered -= OnCandidate;
        Peer.ConnectionStateChanged -= OnConnectionState;
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (close.Remove is { } id) _operations.Add(_context.RemoveAsync(_plan.RemovalName, id));
        Ended?.Invoke(close);
        _isClosing = true;
        await _closing.CancelAsync().ConfigureAwait(false);
        await ClosePeerAsync().ConfigureAwait(false);
        if (close.Reason == SessionEndReason.Stopped) _opened.TrySetCanceled(CancellationToken.None);
        else _opened.TrySetException(close.Error ?? EndedEarly(close.Reason));
        _ = _opened.Task.Exception; // seen, also when nobody waits any more
    }

    private static ConferenceException EndedEarly(SessionEndReason? reason) => reason == SessionEndReason.Left
        ? new ConferenceException(ConferenceError.Left, "The client left before media flowed.")
        : new ConferenceException(ConferenceError.SignalingFailed, "The conference ended for this client before media flowed.");

    private async Task ClosePeerAsync()
    {
        try
        {
            try
            {
                _lastStats = await Peer.GetStatsAsync(CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                await Peer.DisposeAsync().ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // An engine that fails to close must not keep the session's end from being known.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.PeerCloseFailed(_context.Logger, e);
        }
    }

    private void OnCandidate(object? sender, IceCandidate candidate) => Post(new NegotiationInput.LocalCandidate(candidate));

    private void OnConnectionState(object? sender, PeerConnectionState state)
    {
        if (state == PeerConnectionState.Connected) Post(new NegotiationInput.PeerConnected());
        else if (state == PeerConnectionState.Disconnected) Post(new NegotiationInput.PeerDisconnected());
        else if (state == PeerConnectionState.Failed) Post(new NegotiationInput.PeerFailed());
        else if (state == PeerConnectionState.Closed) Post(new NegotiationInput.PeerClosed());
    }
}
