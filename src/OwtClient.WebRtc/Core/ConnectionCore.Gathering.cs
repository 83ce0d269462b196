using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>Server-reflexive candidates, found while the host candidates are already at work.</summary>
internal sealed partial class ConnectionCore
{
    private ServerReflexiveGatherer? _gatherer;

    /// <summary>Asks STUN servers how the host candidates look from outside; ends in <see cref="CoreEventKind.GatheringDone"/>.</summary>
    /// <returns>The ids of the questions, by which the answers are told apart on shared sockets.</returns>
    public IReadOnlyList<StunTransactionId> StartGathering(Instant now, IReadOnlyCollection<TransportAddress> servers)
    {
        _gatherer = new ServerReflexiveGatherer(_random);
        _gatherer.Start(now, Ice.LocalCandidates, servers);
        FollowGathering(now);
        return _gatherer is { } asking ? [.. asking.Transactions] : [];
    }

    private void HandleGatheringTimeout(Instant now)
    {
        _gatherer?.HandleTimeout(now);
        FollowGathering(now);
    }

    private bool TryHandleGathering(Instant now, TransportAddress @base, TransportAddress remote, ReadOnlySpan<byte> datagram)
    {
        if (_gatherer is not { } gatherer || !gatherer.HandleDatagram(@base, remote, datagram)) return false;
        FollowGathering(now);
        return true;
    }

    private void FollowGathering(Instant now)
    {
        if (_gatherer is not { } gatherer) return;
        while (gatherer.TryPollCandidate(out var candidate))
        {
            if (Ice.AddLocalCandidate(now, candidate!))
                _events.Enqueue(new CoreEvent(CoreEventKind.CandidateFound, State, Ice.State) { Candidate = candidate });
        }

        if (!gatherer.IsDone) return;
        _gatherer = null;
        _events.Enqueue(new CoreEvent(CoreEventKind.GatheringDone, State, Ice.State));
    }
}
