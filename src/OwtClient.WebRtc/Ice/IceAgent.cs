using System.Text;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>
/// A full ICE agent (RFC 8445) with trickle both ways (RFC 8838) and consent freshness (RFC 7675), for one data stream with one
/// component: everything is bundled and RTCP is muxed.
/// </summary>
/// <remarks>
/// <para>
/// Sans-IO. Its methods are getters; <c>Handle…</c> for what comes from outside; commands; and <c>TryPoll…</c> for what goes out. After
/// any <c>Handle…</c> or command the owner drains <see cref="TryPollTransmit"/>, then <see cref="TryPollEvent"/>, then re-arms its timer
/// from <see cref="Deadline"/>. <c>now</c> never goes back.
/// </para>
/// <para>Not thread-safe: one thread at a time. Answers binding requests until it is closed, also after a failure.</para>
/// </remarks>
internal sealed partial class IceAgent
{
    /// <summary>A span of this many bytes holds any datagram that is polled.</summary>
    public const int MaxDatagramLength = 768;

    private readonly IRandomSource _random;
    private readonly IceAgentOptions _options;
    private readonly IIcePathRegistry _paths;
    private readonly Checklist _checklist;
    private readonly CheckPacer _pacer;
    private readonly ConsentFreshness _consent;
    private readonly DeadlineTable<IceDeadline> _deadlines = new();
    private readonly List<Candidate> _localCandidates = [];
    private readonly List<Candidate> _remoteCandidates = [];
    private readonly List<IceCheck> _checks = [];
    private readonly Queue<IcePendingResponse> _responses = new();
    private readonly Queue<IceEvent> _events = new();
    private readonly ulong _tieBreaker;
    private readonly byte[] _localKey;
    private byte[] _remoteKey = [];
    private byte[] _requestUsername = [];
    private string _remoteUfrag = "";
    private bool _remoteGatheringDone;
    private Instant? _checkingSince;
    private Instant _lastRemoteCandidateAt;

    /// <param name="role">Controlling for the offerer, controlled for the answerer.</param>
    /// <param name="random">Of credentials, transaction ids and consent intervals.</param>
    /// <param name="options">Times and bounds, or null for the defaults.</param>
    /// <param name="paths">Shares sockets with other agents, or null if this agent has its sockets for itself.</param>
    /// <param name="credentials">Made before, since a share of sockets is registered under them; or null for new ones.</param>
    public IceAgent(
        IceRole role,
        IRandomSource random,
        IceAgentOptions? options = null,
        IIcePathRegistry? paths = null,
        IceCredentials? credentials = null)
    {
        (Role, _random, _options) = (role, random, options ?? IceAgentOptions.Default);
        _paths = paths ?? UnsharedPaths.Instance;
        _checklist = new Checklist(_options.MaxPairs);
        _pacer = new CheckPacer(_options.CheckInterval, _options.CheckBurst);
        _consent = new ConsentFreshness(_options, random);
        Credentials = credentials ?? IceCredentials.Create(random);
        _localKey = Encoding.ASCII.GetBytes(Credentials.Password);
        _tieBreaker = StunTransactionId.Create(random).High;
    }

    /// <summary>Ours, to be told to the peer.</summary>
    public IceCredentials Credentials { get; }

    public string LocalUfrag => Credentials.Ufrag;

    public string LocalPassword => Credentials.Password;

    /// <summary>May change while checks run, when the peer believes to have the same one (RFC 8445 §7.3.1.1).</summary>
    public IceRole Role { get; private set; }

    public IceConnectionState State { get; private set; } = IceConnectionState.New;

    /// <summary>Where data goes from and to; null before anything works and after it ceased to.</summary>
    public CandidatePair? SelectedPair { get; private set; }

    public IReadOnlyList<Candidate> LocalCandidates => _localCandidates;

    public IReadOnlyList<Candidate> RemoteCandidates => _remoteCandidates;

    /// <summary>All pairs that are still of interest, best first.</summary>
    public IReadOnlyList<CandidatePair> Pairs => _checklist.Pairs;

    public IceStatistics Statistics { get; } = new();

    /// <summary>When <see cref="HandleTimeout"/> has something to do, or null.</summary>
    public Instant? Deadline
    {
        get
        {
            var deadline = Instant.Earliest(_deadlines.Next, _consent.Deadline);
            foreach (var check in _checks) deadline = Instant.Earliest(deadline, check.Transaction.Deadline);
            return deadline;
        }
    }

    private bool HasRemoteCredentials => _remoteKey.Length > 0;

    private bool IsClosed => State == IceConnectionState.Closed;

    /// <summary>Whether the peer has shown that it uses this way (<see cref="CandidatePair.IsProven"/>).</summary>
    public bool IsProven(TransportAddress @base, TransportAddress remote) => _checklist.Find(@base, remote) is { IsProven: true };

    /// <summary>Tells the role that the offer/answer exchange gave the agent. Once a check was sent it has no effect.</summary>
    public void SetRole(IceRole role)
    {
        if (Statistics.RequestsSent == 0) ChangeRole(role);
    }

    /// <summary>Does what is due at <paramref name="now"/>. Early and late calls are harmless.</summary>
    public void HandleTimeout(Instant now)
    {
        if (IsClosed) return;
        HandleCheckTimeouts(now);
        HandleConsentTimeouts(now);
        if (_deadlines.TryTake(IceDeadline.Nominate, now)) NominateBest(now);
        _deadlines.TryTake(IceDeadline.Failure, now);
        Proceed(now);
    }

    /// <summary>Takes the next datagram to send.</summary>
    /// <param name="datagram">At least <see cref="MaxDatagramLength"/> bytes.</param>
    /// <param name="transmit">Where to send how much of it.</param>
    public bool TryPollTransmit(Span<byte> datagram, out IceTransmit transmit) =>
        TryWriteResponse(datagram, out transmit) || TryWriteRequest(datagram, out transmit);

    /// <summary>Takes the next event, in the order in which they happened.</summary>
    public bool TryPollEvent(out IceEvent @event) => _events.TryDequeue(out @event);

    /// <summary>Says that something authentic (SRTP, DTLS) came from the peer: a sign of life, though no consent.</summary>
    public void HandleTraffic(Instant now)
    {
        if (_consent.HandleLifeSign(now)) SetState(IceConnectionState.Completed);
    }

    /// <summary>Stops everything. The agent answers no more.</summary>
    public void Close()
    {
        if (IsClosed) return;
        foreach (var pair in _checklist.Pairs) _paths.Release(pair.Base, pair.RemoteAddress);
        _checks.Clear();
        _responses.Clear();
        _deadlines.StopAll();
        _consent.Stop();
        Select(null);
        SetState(IceConnectionState.Closed);
    }

    /// <summary>What follows from any input: more checks, a nomination, a failure.</summary>
    private void Proceed(Instant now)
    {
        ConsiderNomination(now);
        ScheduleChecks(now);
        ConsiderFailure(now);
    }

    private void ConsiderFailure(Instant now)
    {
        _deadlines.Stop(IceDeadline.Failure);
        if (State != IceConnectionState.Checking || _checkingSince is not { } since) return;
        foreach (var pair in _checklist.Pairs)
        {
            if (pair.State != CandidatePairState.Failed) return;
        }

        var end = _remoteGatheringDone ? since + _options.FailureTimeout : _lastRemoteCandidateAt + _options.TrickleTimeout;
        if (now >= end) Fail();
        else _deadlines.Set(IceDeadline.Failure, end);
    }

    private void Fail()
    {
        _checks.Clear();
        _deadlines.StopAll();
        _consent.Stop();
        Select(null);
        SetState(IceConnectionState.Failed);
    }

    private void Select(CandidatePair? pair)
    {
        if (SelectedPair == pair) return;
        SelectedPair = pair;
        _events.Enqueue(new IceEvent(IceEventKind.SelectedPairChanged, State, pair));
    }

    private void SetState(IceConnectionState state)
    {
        if (State == state) return;
        State = state;
        _events.Enqueue(new IceEvent(IceEventKind.StateChanged, state, SelectedPair));
    }

    private void ChangeRole(IceRole role)
    {
        if (Role == role) return;
        Role = role;
        foreach (var pair in _checklist.Pairs) pair.Priority = ComputePriority(pair.Local, pair.Remote);
        _checklist.Sort();
    }
}
