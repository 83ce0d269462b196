using System.Net;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Ice;

/// <summary>Commands, datagrams and time in random order: nothing throws, nothing grows without bound, time never stands still.</summary>
public class IceAgentFuzzTests
{
    private static readonly string[] Candidates =
    [
        "candidate:1 1 udp 2130706431 192.0.2.2 6000 typ host", "candidate:1 1 udp 5 192.0.2.2 6001 typ host",
        "candidate:2 1 udp 900 2001:db8::2 6000 typ host", "candidate:3 1 udp 4294967295 198.51.100.9 1 typ srflx raddr 0.0.0.0 rport 0",
        "candidate:4 1 udp 0 198.51.100.9 2 typ relay raddr 0.0.0.0 rport 0", "candidate:5 1 tcp 1 192.0.2.2 9 typ host",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RandomOperations_KeepTheInvariants(int seed)
    {
        var random = new Random(seed);
        var network = new VirtualNetwork(seed) { Link = new VirtualLink { Loss = 0.2, Duplication = 0.1, Jitter = TimeSpan.FromMilliseconds(50) } };
        var hosts = new[]
        {
            new IceHost(network, (IceRole)random.Next(2), seed),
            new IceHost(network, (IceRole)random.Next(2), seed + 1),
        };
        for (var step = 0; step < 150; step++)
        {
            var (one, other) = random.Next(2) == 0 ? (hosts[0], hosts[1]) : (hosts[1], hosts[0]);
            Operate(random, network, one, other, step);
            network.Run(TimeSpan.FromMilliseconds(random.Next(400)));
            Assert.InRange(one.Agent.Pairs.Count, 0, IceAgentOptions.Default.MaxPairs);
            Assert.InRange(one.Agent.RemoteCandidates.Count, 0, IceAgentOptions.Default.MaxRemoteCandidates);
            Assert.Equal(IsUsable(one.Agent.State), one.Agent.SelectedPair is not null);
        }

        network.Run(TimeSpan.FromMinutes(2));
        foreach (var host in hosts) host.Agent.Close();
        network.Run(TimeSpan.FromMinutes(1));
        Assert.All(hosts, host => Assert.Null(host.Agent.Deadline));
    }

    private static bool IsUsable(IceConnectionState state) =>
        state is IceConnectionState.Connected or IceConnectionState.Completed or IceConnectionState.Disconnected;

    private static void Operate(Random random, VirtualNetwork network, IceHost host, IceHost other, int step)
    {
        switch (random.Next(20))
        {
            case 0 or 1 when step < 40:
                host.Listen(host.Agent.Role == IceRole.Controlling ? $"192.0.2.{step + 10}" : $"2001:db8::{step + 10:x}", 5000 + step);
                break;
            case 2 or 3:
                host.Listen($"203.0.113.{step % 200}", 7000 + step);
                break;
            case 4 or 5:
                host.Learn(other, candidates: random.Next(2) == 0, end: random.Next(2) == 0);
                break;
            case 6 or 7 when other.Agent.LocalCandidates.Count > 0:
                host.LearnCandidate(other.Agent.LocalCandidates[random.Next(other.Agent.LocalCandidates.Count)]);
                break;
            case 8 or 9:
                Assert.True(CandidateAttribute.TryParse(Candidates[random.Next(Candidates.Length)], out var attribute));
                host.Agent.AddRemoteCandidate(network.Now, attribute);
                break;
            case 10:
                host.Agent.HandleTraffic(network.Now);
                break;
            case 11:
                network.Drop = random.Next(3) == 0 ? _ => true : null;
                break;
            case 12:
                host.Agent.EndRemoteCandidates(network.Now);
                break;
            case 13 or 14:
                ReceiveNoise(random, network, host);
                break;
            case 15:
                host.Agent.SetRole((IceRole)random.Next(2));
                break;
            case 16 when step > 120:
                host.Agent.Close();
                break;
            case 17:
                network.Run(TimeSpan.FromSeconds(random.Next(20)));
                break;
            default:
                host.Agent.HandleTimeout(network.Now); // early wake-ups are harmless
                break;
        }
    }

    private static void ReceiveNoise(Random random, VirtualNetwork network, IceHost host)
    {
        var datagram = new byte[random.Next(200)];
        random.NextBytes(datagram);
        if (random.Next(2) == 0) Stun.Rfc5769.SampleRequest.AsSpan(0, Math.Min(datagram.Length, 108)).CopyTo(datagram);
        host.Agent.HandleDatagram(network.Now, new TransportAddress(IPAddress.Loopback, 1), new TransportAddress(IPAddress.Loopback, 2), datagram);
    }
}
