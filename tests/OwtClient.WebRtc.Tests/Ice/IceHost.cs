using System.Net;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Ice;

/// <summary>An agent on a virtual network, with a record of what it did and when.</summary>
internal sealed class IceHost : IVirtualHost
{
    private readonly byte[] _buffer = new byte[IceAgent.MaxDatagramLength];
    private readonly VirtualNetwork _network;
    private readonly Instant _start;

    public IceHost(VirtualNetwork network, IceRole role, int seed, IceAgentOptions? options = null)
    {
        (_network, _start) = (network, network.Now);
        Agent = new IceAgent(role, new SeededRandomSource(seed), options);
    }

    public IceAgent Agent { get; }

    /// <summary>State changes with milliseconds since the host began.</summary>
    public List<(double Milliseconds, IceConnectionState State)> States { get; } = [];

    public List<(double Milliseconds, IceTransmit Transmit, StunMessageType Type)> Sent { get; } = [];

    public Instant? Deadline => Agent.Deadline;

    private double Elapsed => (_network.Now - _start).TotalMilliseconds;

    public TransportAddress Listen(string address, int port = 5000, VirtualNat? nat = null, ushort preference = ushort.MaxValue)
    {
        var place = new TransportAddress(IPAddress.Parse(address), port);
        _network.Attach(this, place, nat);
        Agent.AddLocalCandidate(_network.Now, Candidate.CreateHost(place, preference));
        return place;
    }

    /// <summary>Tells this agent the other's credentials and candidates, as signaling would.</summary>
    public void Learn(IceHost other, bool candidates = true, bool end = true)
    {
        if (candidates)
        {
            foreach (var candidate in other.Agent.LocalCandidates.ToArray()) LearnCandidate(candidate);
        }

        Agent.SetRemoteCredentials(_network.Now, other.Agent.LocalUfrag, other.Agent.LocalPassword);
        if (end) Agent.EndRemoteCandidates(_network.Now);
    }

    public bool LearnCandidate(Candidate candidate) =>
        CandidateAttribute.TryParse(candidate.ToAttribute().ToString(), out var attribute) && Agent.AddRemoteCandidate(_network.Now, attribute);

    public void HandleTimeout(Instant now) => Agent.HandleTimeout(now);

    public void HandleDatagram(Instant now, TransportAddress local, TransportAddress remote, byte[] datagram) =>
        Agent.HandleDatagram(now, local, remote, datagram);

    public bool TryPollTransmit(Instant now, out VirtualDatagram datagram)
    {
        while (Agent.TryPollEvent(out var @event))
        {
            if (@event.Kind == IceEventKind.StateChanged) States.Add((Elapsed, @event.State));
        }

        datagram = default;
        if (!Agent.TryPollTransmit(_buffer, out var transmit)) return false;
        var bytes = _buffer[..transmit.Length];
        StunMessageReader.Parse(bytes, out var message);
        Sent.Add((Elapsed, transmit, message.Type));
        datagram = new VirtualDatagram(transmit.Base, transmit.Remote, bytes);
        return true;
    }
}
