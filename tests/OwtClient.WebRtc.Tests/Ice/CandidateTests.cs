using System.Net;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Ice;

public class CandidateTests
{
    private static readonly TransportAddress Local = Address("192.0.2.1", 5000);
    private static readonly TransportAddress Server = Address("198.51.100.1", 3478);

    /// <summary>RFC 8839 §5.1's example: 126, 65535, component 1.</summary>
    [Fact]
    public void Priority_IsTheOneOfTheRfc() => Assert.Equal(2130706431u, Candidate.CreateHost(Local).Priority);

    [Fact]
    public void Priorities_AreOrderedByType_ThenByPreference()
    {
        uint[] descending =
        [
            CandidatePriority.Compute(CandidateType.Host, 65535),
            CandidatePriority.Compute(CandidateType.Host, 0),
            CandidatePriority.Compute(CandidateType.PeerReflexive, 65535),
            CandidatePriority.Compute(CandidateType.ServerReflexive, 65535),
            CandidatePriority.Compute(CandidateType.Relay, 65535),
        ];
        Assert.Equal(descending.OrderDescending(), descending);
        Assert.Equal(descending[2], CandidatePriority.ToPeerReflexive(descending[0]));
    }

    /// <summary>RFC 8445 §6.1.2.3: both agents come to the same number, and the last bit tells the sides apart.</summary>
    [Fact]
    public void PairPriority_IsTheFormula()
    {
        Assert.Equal((1ul << 32) + 4 + 0, CandidatePriority.OfPair(1, 2));
        Assert.Equal((1ul << 32) + 4 + 1, CandidatePriority.OfPair(2, 1));
        Assert.True(CandidatePriority.OfPair(uint.MaxValue, uint.MaxValue) > CandidatePriority.OfPair(1, uint.MaxValue)); // beyond the legal range
    }

    [Fact]
    public void Foundation_IsShared_ByTypeAddressAndServer_NotByPort()
    {
        var host = Candidate.CreateHost(Local).Foundation;
        Assert.Equal(host, Candidate.CreateHost(Local.WithPort(9)).Foundation);
        Assert.NotEqual(host, Candidate.CreateHost(Address("192.0.2.2", 5000)).Foundation);
        var mapped = Address("203.0.113.1", 1);
        var reflexive = Candidate.CreateServerReflexive(mapped, Local, Server).Foundation;
        Assert.NotEqual(host, reflexive);
        Assert.Equal(reflexive, Candidate.CreateServerReflexive(Address("203.0.113.2", 2), Local, Server.WithPort(1)).Foundation);
        Assert.NotEqual(reflexive, Candidate.CreateServerReflexive(mapped, Local, Address("198.51.100.2", 3478)).Foundation);
        Assert.InRange(host.Length, 1, 32);
    }

    [Fact]
    public void ToAttribute_ReflexiveAndRelayed_HaveARelatedAddressThatTellsNothing()
    {
        Assert.DoesNotContain("raddr", Candidate.CreateHost(Local).ToAttribute().ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            "203.0.113.1 7 typ srflx raddr 0.0.0.0 rport 0",
            Candidate.CreateServerReflexive(Address("203.0.113.1", 7), Local, Server).ToAttribute().ToString(),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "2001:db8::7 7 typ relay raddr :: rport 0", Candidate.CreateRelay(Address("2001:db8::7", 7), Server).ToAttribute().ToString(), StringComparison.Ordinal);
    }

    private static TransportAddress Address(string ip, int port) => new(IPAddress.Parse(ip), port);
}
