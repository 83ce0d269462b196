using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>
/// Brings one publication or subscription from the first request to flowing media and to its end (PROTOCOL §5.2, §5.5 to §5.7).
/// </summary>
/// <remarks>
/// No I/O, no clock: after each <see cref="Handle"/> the owner re-arms its timer from <see cref="Deadline"/> and runs the effects of
/// <see cref="TryPollEffect"/> in order. Inputs that make no sense in a state (duplicates, news of the past) change nothing. Not
/// thread-safe.
/// </remarks>
internal sealed class SessionNegotiation(NegotiationLimits limits)
{
    /// <summary>A server that closes a transport says why on the signaling connection, which may come a moment later.</summary>
    private static readonly TimeSpan WordOfFarewell = TimeSpan.FromSeconds(1);

    /// <summary>A peer that is silent may come back by itself, but media cannot wait long for it.</summary>
    private static readonly TimeSpan SilenceGrace = TimeSpan.FromSeconds(1);

    private const int MaxCandidates = 64; // more than a machine has addresses; bounds what an engine or a server gone wild can make us do
    private const string SourceLost = "Source stream loss"; // reasons by their stable beginnings (PROTOCOL §4.14)
    private const string SourceUnknown = "Subscription source not found";
    private const string OwnerLeft = "Owner leave";
    private const string NodeLost = "Node lost";

    private const string Silent = "The server's end of the transport has not been heard for seconds.";

    private readonly Queue<NegotiationEffect> _effects = [];
    private readonly List<IceCandidate> _heldCandidates = []; // the server drops what comes before its answer (PROTOCOL §5.6)
    private string _transportId = "";
    private int _remoteCandidates;
    private bool _transportReady;
    private bool _sessionReady;
    private bool _peerConnected;
    private bool _peerClosed;
    private bool _isInterrupted;

    public NegotiationState State { get; private set; } = NegotiationState.Idle;

    /// <summary>The server's id of the session, or null before it has one.</summary>
    public string? SessionId { get; private set; }

    /// <summary>When to hand in <see cref="NegotiationInput.TimeLimit"/>, on the owner's time line; null for never.</summary>
    public TimeSpan? Deadline { get; private set; }

    public bool TryPollEffect(out NegotiationEffect? effect) => _effects.TryDequeue(out effect);

    /// <summary>Takes an input. <paramref name="now"/> never goes back.</summary>
    public void Handle(NegotiationInput input, TimeSpan now)
    {
        if (State == NegotiationState.Closed)
        {
            if (input is NegotiationInput.Accepted late) _effects.Enqueue(new NegotiationEffect.RemoveOrphan(late.SessionId));
            return;
        }

        switch (input)
        {
            case NegotiationInput.Stop stop:
                End(stop.Reason, stop.Reason is SessionEndReason.Left or SessionEndReason.Disconnected ? null : SessionId);
                break;
            case NegotiationInput.TimeLimit when Deadline is { } deadline && now >= deadline:
                if (_peerClosed) FailConnection("The server closed the transport and did not say why.");
                else if (_isInterrupted) FailConnection(Silent);
                else Fail(new ConferenceException(ConferenceError.Timeout, Overdue()));
                break;
            case NegotiationInput.PeerClosed:
                _peerClosed = true;
                Deadline = Deadline is { } earlier && earlier < now + WordOfFarewell ? earlier : now + WordOfFarewell;
                break;
            case NegotiationInput.PeerFailed:
                FailConnection("ICE or DTLS failed: no media can flow.");
                break;
            case NegotiationInput.PeerDisconnected when State == NegotiationState.Ready && !_isInterrupted:
                _isInterrupted = true;
                Deadline ??= now + SilenceGrace;
                _effects.Enqueue(new NegotiationEffect.Interrupt(new ConferenceException(ConferenceError.ConnectionFailed, Silent)));
                break;
            case NegotiationInput.PeerConnected when _isInterrupted:
                _isInterrupted = false;
                if (!_peerClosed) Deadline = null;
                _effects.Enqueue(new NegotiationEffect.Continue());
                break;
            case NegotiationInput.ParticipationLost when SessionId is not null:
                FailConnection("The session ended with the participation it belonged to.");
                break;
            case NegotiationInput.LocalCandidate local:
                HandleLocalCandidate(local.Candidate);
                break;
            default:
                HandleInOrder(input, now);
                break;
        }
    }

    private void HandleInOrder(NegotiationInput input, TimeSpan now)
    {
        switch (State, input)
        {
            // idle --start--> requesting
            case (NegotiationState.Idle, NegotiationInput.Start):
                State = NegotiationState.Requesting;
                _effects.Enqueue(new NegotiationEffect.SendRequest());
                break;

            // requesting --accepted--> offering, --refused--> closed
            case (NegotiationState.Requesting, NegotiationInput.Accepted accepted):
                (SessionId, _transportId) = (accepted.SessionId, accepted.TransportId);
                Go(NegotiationState.Offering, now + limits.Answer);
                _effects.Enqueue(new NegotiationEffect.SendOffer(_transportId));
                break;
            case (NegotiationState.Requesting, NegotiationInput.Refused refused):
                Fail(refused.Error);
                break;

            // offering --answer--> applying --applied--> connecting
            case (NegotiationState.Offering, NegotiationInput.OfferFailed failed):
                Fail(failed.Error);
                break;
            case (NegotiationState.Offering, NegotiationInput.AnswerReceived answer):
                State = NegotiationState.Applying; // the deadline of the answer holds until it is in force
                _effects.Enqueue(new NegotiationEffect.ApplyAnswer(answer.Sdp));
                break;
            case (NegotiationState.Applying, NegotiationInput.AnswerUnusable unusable):
                Fail(unusable.Error);
                break;
            case (NegotiationState.Applying, NegotiationInput.AnswerApplied):
                Go(NegotiationState.Connecting, now + limits.Transport);
                SendHeldCandidates();
                Advance(now);
                break;

            default:
                if (State >= NegotiationState.Offering) HandleProgress(input, now);
                break;
        }
    }

    /// <summary>News of the server and of the own transport, which overtake each other freely (PROTOCOL §5.3, §5.5).</summary>
    private void HandleProgress(NegotiationInput input, TimeSpan now)
    {
        switch (input)
        {
            case NegotiationInput.TransportReady:
                _transportReady = true;
                Advance(now);
                break;
            case NegotiationInput.SessionReady:
                _transportReady = _sessionReady = true; // a session cannot be ready without its transport
                Advance(now);
                break;
            case NegotiationInput.PeerConnected:
                _peerConnected = true;
                Advance(now);
                break;
            case NegotiationInput.SessionFailed failed:
                HandleSessionFailed(failed.Reason);
                break;
            case NegotiationInput.Removed:
                End(SessionEndReason.Removed, null);
                break;
            case NegotiationInput.RemoteCandidate remote when State >= NegotiationState.Connecting && _remoteCandidates++ < MaxCandidates:
                _effects.Enqueue(new NegotiationEffect.AddCandidate(remote.Candidate));
                break;
        }
    }

    /// <summary>connecting --transport ready--> establishing --session ready, and connected here too--> ready.</summary>
    private void Advance(TimeSpan now)
    {
        if (State == NegotiationState.Connecting && _transportReady) Go(NegotiationState.Establishing, now + limits.Session);
        if (State != NegotiationState.Establishing || !_sessionReady || !_peerConnected) return;
        Go(NegotiationState.Ready, null);
        _effects.Enqueue(new NegotiationEffect.Open());
    }

    private void HandleLocalCandidate(IceCandidate candidate)
    {
        if (State >= NegotiationState.Connecting) _effects.Enqueue(new NegotiationEffect.SendCandidate(_transportId, candidate));
        else if (_heldCandidates.Count < MaxCandidates) _heldCandidates.Add(candidate);
    }

    private void SendHeldCandidates()
    {
        foreach (var candidate in _heldCandidates) _effects.Enqueue(new NegotiationEffect.SendCandidate(_transportId, candidate));
        _heldCandidates.Clear();
    }

    /// <summary>
    /// The server has forgotten the session already. A subscription whose source went has ended, not failed; so has everything of a
    /// participant
    /// that was dropped, of which this may be the first sign.
    /// </summary>
    private void HandleSessionFailed(string reason)
    {
        var isSourceLost = reason.StartsWith(SourceLost, StringComparison.Ordinal)
            || reason.StartsWith(SourceUnknown, StringComparison.Ordinal);
        var failure = new ConferenceException(ConferenceError.SessionFailed, $"The server ended the session: {reason}", serverText: reason);
        if (isSourceLost && State == NegotiationState.Ready) End(SessionEndReason.SourceEnded, null);
        else if (reason.StartsWith(OwnerLeft, StringComparison.Ordinal)) End(SessionEndReason.Disconnected, null);
        else Close(null, failure, null, isRecoverable: reason.StartsWith(NodeLost, StringComparison.Ordinal));
    }

    private void End(SessionEndReason reason, string? remove) => Close(reason, null, remove, isRecoverable: false);

    private void Fail(ConferenceException error) => Close(null, error, SessionId, isRecoverable: false);

    private void FailConnection(string problem) =>
        Close(null, new ConferenceException(ConferenceError.ConnectionFailed, problem), SessionId, isRecoverable: true);

    private void Close(SessionEndReason? reason, ConferenceException? error, string? remove, bool isRecoverable)
    {
        Go(NegotiationState.Closed, null);
        _heldCandidates.Clear();
        _effects.Clear(); // whatever was still to be sent has lost its purpose
        _effects.Enqueue(new NegotiationEffect.Close(reason, error, remove, isRecoverable));
    }

    private void Go(NegotiationState state, TimeSpan? deadline) => (State, Deadline) = (state, deadline);

    private string Overdue() => State switch
    {
        NegotiationState.Offering => $"The server did not answer the offer within {limits.Answer.TotalSeconds:0.###} s.",
        NegotiationState.Applying => $"The answer was not in force within {limits.Answer.TotalSeconds:0.###} s of the offer.",
        NegotiationState.Connecting =>
            $"The server did not report the transport ready within {limits.Transport.TotalSeconds:0.###} s of its answer.",
        _ when _sessionReady =>
            $"The server reports the session ready, but the own connection was not up within {limits.Session.TotalSeconds:0.###} s.",
        _ => $"The server did not report the session ready within {limits.Session.TotalSeconds:0.###} s of its transport.",
    };
}
