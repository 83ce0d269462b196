using System.Net;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Ice;

public class ChecklistTests
{
    private readonly Checklist _list = new(capacity: 4);

    [Fact]
    public void SameFoundation_OnlyTheFirstWaits_AndSuccessFreesTheOthers()
    {
        var (first, second, other) = (Add(1, "a", 30), Add(2, "a", 20), Add(3, "b", 10));
        Assert.Equal([CandidatePairState.Waiting, CandidatePairState.Frozen, CandidatePairState.Waiting], States(first, second, other));

        Assert.Same(first, Take());
        Assert.Same(other, Take()); // the frozen one keeps waiting for the first
        Assert.False(_list.HasNext(triggeredOnly: false));
        Assert.Null(Take());

        first.State = CandidatePairState.Succeeded;
        _list.Unfreeze(first);
        Assert.Same(second, Take());
    }

    [Fact]
    public void SameFoundation_FailureLetsTheNextTry()
    {
        var (first, second) = (Add(1, "a", 30), Add(2, "a", 20));
        Assert.Same(first, Take());
        first.State = CandidatePairState.Failed;
        Assert.True(_list.HasNext(triggeredOnly: false));
        Assert.Same(second, Take());
    }

    [Fact]
    public void Triggered_GoFirst_InTheirOrder_EvenAfterFailure()
    {
        var (best, middle, worst) = (Add(1, "a", 30), Add(2, "b", 20), Add(3, "c", 10));
        worst.State = CandidatePairState.Failed;
        _list.Trigger(worst);
        _list.Trigger(middle);
        _list.Trigger(worst); // already queued
        Assert.Same(worst, Take());
        Assert.Same(middle, Take(triggeredOnly: true));
        Assert.Null(Take(triggeredOnly: true));
        Assert.Same(best, Take());
    }

    [Fact]
    public void Full_ABetterPairDisplacesTheWorstUnchecked_AWorseOneIsRefused()
    {
        var pairs = new[] { Add(1, "a", 40), Add(2, "b", 30), Add(3, "c", 20), Add(4, "d", 10) };
        pairs[3].State = CandidatePairState.Succeeded;
        Assert.False(_list.TryAdd(Pair(5, "e", 15), out _));
        Assert.True(_list.TryAdd(Pair(6, "f", 25), out var evicted));
        Assert.Same(pairs[2], evicted);
        Assert.Equal([40, 30, 25, 10], _list.Pairs.Select(p => (int)p.Priority));
    }

    [Fact]
    public void RetainOnly_LeavesTheSelectedAndForgetsWhatWasTriggered()
    {
        var (first, second) = (Add(1, "a", 30), Add(2, "b", 20));
        _list.Trigger(second);
        Assert.Equal([second], _list.RetainOnly(first));
        Assert.Equal([first], _list.Pairs);
        Assert.False(_list.HasTriggered);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("192.0.2.1", "2001:db8::1", false)]
    [InlineData("2001:db8::1", "2001:db8::2", true)]
    [InlineData("fe80::1", "2001:db8::2", false)]
    [InlineData("fe80::1", "fe80::2", true)]
    public void CanPair_SameFamilyAndScope(string local, string remote, bool expected) => Assert.Equal(
        expected,
        Checklist.CanPair(Candidate.CreateHost(new TransportAddress(IPAddress.Parse(local), 1)), Candidate.CreateHost(new TransportAddress(IPAddress.Parse(remote), 1))));

    private static CandidatePair Pair(int port, string foundation, ulong priority)
    {
        var local = Candidate.CreateHost(new TransportAddress(IPAddress.Parse("192.0.2.1"), 5000));
        var remote = new Candidate(CandidateType.Host, new TransportAddress(IPAddress.Parse("192.0.2.2"), port), 1, foundation);
        return new CandidatePair(local, remote) { Priority = priority };
    }

    private static CandidatePairState[] States(params CandidatePair[] pairs) => [.. pairs.Select(p => p.State)];

    private CandidatePair Add(int port, string foundation, ulong priority)
    {
        var pair = Pair(port, foundation, priority);
        Assert.True(_list.TryAdd(pair, out _));
        return pair;
    }

    private CandidatePair? Take(bool triggeredOnly = false)
    {
        var next = _list.Next(triggeredOnly);
        if (next is not null) next.State = CandidatePairState.InProgress;
        return next;
    }
}
