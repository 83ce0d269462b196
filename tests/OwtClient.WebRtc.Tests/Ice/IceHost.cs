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

    /// <summary>Present once <see cref="Gather"/> was called.</summary>
    public ServerReflexiveGatherer? Gatherer { get; private set; }

    public Instant? Deadline => Instant.Earliest(Agent.Deadline, Gatherer?.Deadline);

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

    /// <summary>Begins to ask a STUN server for reflexive candidates, which go to the agent.</summary>
    public void Gather(TransportAddress server)
    {
        Gatherer = new ServerReflexiveGatherer(new SeededRandomSource(77));
        Gatherer.Start(_network.Now, Agent.LocalCandidates.ToArray(), [server]);
    }

    public void HandleTimeout(Instant now)
    {
        Agent.HandleTimeout(now);
        Gatherer?.HandleTimeout(now);
    }

    public void HandleDatagram(Instant now, TransportAddress local, TransportAddress remote, byte[] datagram)
    {
        if (Gatherer?.HandleDatagram(local, remote, datagram) != true) Agent.HandleDatagram(now, local, remote, datagram);
        while (Gatherer?.TryPollCandidate(out var candidate) == true) Agent.AddLocalCandidate(now, candidate!);
    }

    public bool TryPollTransmit(Instant now, out VirtualDatagram datagram)
    {
        while (Agent.TryPollEvent(out var @event))
        {
            if (@event.Kind == IceEventKind.StateChanged) States.Add((Elapsed, @event.State));
        }

        datagram = default;
        if (Gatherer?.TryPollTransmit(_buffer, out var transmit) != true && !Agent.TryPollTransmit(_buffer, out transmit)) return false;
        var bytes = _buffer[..transmit.Length];
        StunMessageReader.Parse(bytes, out var message);
        Sent.Add((Elapsed, transmit, message.Type));
        datagram = new VirtualDatagram(transmit.Base, transmit.Remote, bytes);
        return true;
    }
}
