using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Asks STUN servers how each local socket looks from outside (RFC 8445 §5.1.1.2).</summary>
/// <remarks>
/// Sans-IO, driven like <see cref="IceAgent"/>; what <see cref="TryPollCandidate"/> yields goes to the agent and to the peer. Not
/// thread-safe.
/// </remarks>
internal sealed class ServerReflexiveGatherer(IRandomSource random, StunTimingOptions? timing = null)
{
    private const int MaxQueries = 64;

    /// <summary>Sent at 0, 0.5, 1.5 and 3.5 s, given up at 5 s: the host candidates are at work meanwhile.</summary>
    private static readonly StunTimingOptions DefaultTiming = new(TimeSpan.FromMilliseconds(500), 4, 3);
    private readonly List<Query> _queries = [];
    private readonly Queue<Candidate> _found = new();
    private readonly CheckPacer _pacer = new(IceAgentOptions.Default.CheckInterval, IceAgentOptions.Default.CheckBurst);

    /// <summary>Whether every server answered or was given up.</summary>
    public bool IsDone => _queries.TrueForAll(q => q.Transaction.State is StunTransactionState.Completed or StunTransactionState.TimedOut);

    /// <summary>When <see cref="HandleTimeout"/> has something to do, or null.</summary>
    public Instant? Deadline
    {
        get
        {
            Instant? deadline = _queries.Exists(q => q.Transaction.State == StunTransactionState.Idle) ? _pacer.NextAt : null;
            foreach (var query in _queries) deadline = Instant.Earliest(deadline, query.Transaction.Deadline);
            return deadline;
        }
    }

    /// <summary>The ids by which answers find their way here when sockets are shared; known after <see cref="Start"/>.</summary>
    public IEnumerable<StunTransactionId> Transactions => _queries.Select(q => q.Transaction.Id);

    /// <summary>Asks every server of a host candidate's address family. Called once; beyond 64 questions the rest is left out.</summary>
    public void Start(Instant now, IEnumerable<Candidate> hosts, IReadOnlyCollection<TransportAddress> servers)
    {
        foreach (var host in hosts.Where(h => h.Type == CandidateType.Host && !h.Address.IsLoopback))
        {
            foreach (var server in servers.Where(s => s.IsIPv4 == host.Base.IsIPv4))
            {
                if (_queries.Count == MaxQueries) break;
                _queries.Add(new Query(host, server, new StunTransaction(StunTransactionId.Create(random), timing ?? DefaultTiming)));
            }
        }

        HandleTimeout(now);
    }

    public void HandleTimeout(Instant now)
    {
        foreach (var query in _queries)
        {
            if (query.Transaction.State != StunTransactionState.Idle) query.Transaction.HandleTimeout(now);
            else if (_pacer.TryTake(now)) query.Transaction.Start(now);
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>False if the datagram is none of ours: it is for the agent.</returns>
    public bool HandleDatagram(TransportAddress @base, TransportAddress remote, ReadOnlySpan<byte> datagram)
    {
        if (StunMessageReader.Parse(datagram, out var message) != StunParseStatus.Ok) return false;
        var id = message.TransactionId;
        var query = _queries.Find(q => q.Transaction.Id == id && q.Host.Base == @base && q.Server == remote);
        if (query is null || message.Type is not (StunMessageType.BindingSuccess or StunMessageType.BindingError)) return false;
        if (query.Transaction.State != StunTransactionState.Waiting) return true;

        query.Transaction.HandleResponse();
        if (message.TryGetXorMappedAddress(out var mapped) && mapped != @base) // the same: there is no NAT
        {
            var localPreference = (ushort)(query.Host.Priority >> 8);
            _found.Enqueue(Candidate.CreateServerReflexive(mapped, @base, remote, localPreference));
        }

        return true;
    }

    /// <summary>Takes the next datagram to send.</summary>
    /// <param name="datagram">At least 20 bytes.</param>
    /// <param name="transmit">Where to send how much of it.</param>
    public bool TryPollTransmit(Span<byte> datagram, out IceTransmit transmit)
    {
        foreach (var query in _queries)
        {
            if (!query.Transaction.TryPollTransmit()) continue;
            var request = new StunMessageWriter(datagram, StunMessageType.BindingRequest, query.Transaction.Id);
            transmit = new IceTransmit(request.Length, query.Host.Base, query.Server);
            return true;
        }

        transmit = default;
        return false;
    }

    /// <summary>Takes the next candidate that was found.</summary>
    public bool TryPollCandidate(out Candidate? candidate) => _found.TryDequeue(out candidate);

    private sealed record Query(Candidate Host, TransportAddress Server, StunTransaction Transaction);
}
