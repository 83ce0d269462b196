using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>
/// Hosts that exchange datagrams in virtual time: minutes pass in milliseconds, and the same seed gives the same run. The network owns
/// the clock; it steps to whatever is next, a delivery or a host's deadline.
/// </summary>
internal sealed class VirtualNetwork(int seed = 1)
{
    private const int MaxStepsWithoutProgress = 10_000;
    private readonly Random _random = new(seed);
    private readonly List<IVirtualHost> _hosts = [];
    private readonly Dictionary<TransportAddress, (IVirtualHost Host, VirtualNat? Nat)> _places = [];
    private readonly List<VirtualNat> _nats = [];
    private readonly PriorityQueue<VirtualDatagram, (Instant At, long Order)> _inFlight = new();
    private long _order;

    public Instant Now { get; private set; } = new(TimeSpan.FromHours(1)); // not 0, so that a forgotten Instant shows

    /// <summary>Applies to datagrams sent from now on.</summary>
    public VirtualLink Link { get; set; } = new();

    /// <summary>Decides which datagrams, in addition to <see cref="VirtualLink.Loss"/>, are lost.</summary>
    public Func<VirtualDatagram, bool>? Drop { get; set; }

    public int Sent { get; private set; }

    public int Delivered { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Gives a host an address, on the open network or behind a NAT. A host may have several.</summary>
    public void Attach(IVirtualHost host, TransportAddress address, VirtualNat? nat = null)
    {
        _places.Add(address, (host, nat));
        if (!_hosts.Contains(host)) _hosts.Add(host);
        if (nat is not null && !_nats.Contains(nat)) _nats.Add(nat);
    }

    /// <summary>Takes an address away: what is sent to it is lost.</summary>
    public void Detach(TransportAddress address) => _places.Remove(address);

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan duration) => RunUntil(() => false, duration);

    /// <summary>Lets time pass until a condition holds; it is looked at after every step.</summary>
    /// <returns>False if it did not hold within <paramref name="limit"/>.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        var (last, steps) = (Now, 0);
        while (true)
        {
            Drain();
            if (condition()) return true;
            if (Next() is not { } next || next > end)
            {
                Now = end;
                return false;
            }

            if (next > Now) Now = next;
            (last, steps) = Now > last ? (Now, 0) : (last, steps + 1);
            if (steps > MaxStepsWithoutProgress) throw new InvalidOperationException("A host's deadline does not move: time stands still.");
            Step();
        }
    }

    private Instant? Next()
    {
        Instant? next = _inFlight.TryPeek(out _, out var first) ? first.At : null;
        foreach (var host in _hosts) next = Instant.Earliest(next, host.Deadline);
        return next;
    }

    private void Step()
    {
        while (_inFlight.TryPeek(out _, out var first) && first.At <= Now)
        {
            Deliver(_inFlight.Dequeue());
            Drain();
        }

        foreach (var host in _hosts)
        {
            if (host.Deadline is { } due && due <= Now) host.HandleTimeout(Now);
        }
    }

    private void Drain()
    {
        foreach (var host in _hosts)
        {
            while (host.TryPollTransmit(Now, out var datagram)) Send(datagram);
        }
    }

    private void Send(VirtualDatagram datagram)
    {
        Sent++;
        var lost = Drop?.Invoke(datagram) == true || Chance(Link.Loss) || datagram.Bytes.Length > Link.MaxBytes;
        if (lost || !TryRoute(datagram, out var routed))
        {
            Lost++;
            return;
        }

        Schedule(routed);
        if (Chance(Link.Duplication)) Schedule(routed);
    }

    /// <summary>Source address translation happens when sending, the destination's when arriving.</summary>
    private bool TryRoute(VirtualDatagram datagram, out VirtualDatagram routed)
    {
        routed = datagram;
        if (!_places.TryGetValue(datagram.From, out var sender)) return false;
        if (_places.TryGetValue(datagram.To, out var receiver) && receiver.Nat == sender.Nat) return true; // the same network
        if (receiver.Nat is not null) return false; // a private address elsewhere
        if (sender.Nat is not null) routed = datagram with { From = sender.Nat.MapOutbound(datagram.From, datagram.To) };
        return true;
    }

    private void Schedule(VirtualDatagram datagram)
    {
        var delay = Link.Delay + (Link.Jitter * _random.NextDouble());
        if (Chance(Link.Reorder)) delay += Link.ReorderDelay;
        _inFlight.Enqueue(datagram, (Now + delay, _order++));
    }

    private void Deliver(VirtualDatagram datagram)
    {
        var to = datagram.To;
        foreach (var nat in _nats)
        {
            if (nat.TryMapInbound(datagram.To, datagram.From, out var inside)) to = inside;
        }

        var reachable = _places.TryGetValue(to, out var place) && (to != datagram.To || place.Nat is null || IsLocal(datagram.From, place.Nat));
        if (!reachable)
        {
            Lost++;
            return;
        }

        Delivered++;
        place.Host.HandleDatagram(Now, to, datagram.From, [.. datagram.Bytes]);
    }

    private bool IsLocal(TransportAddress from, VirtualNat nat) => _places.TryGetValue(from, out var sender) && sender.Nat == nat;

    private bool Chance(double probability) => probability > 0 && _random.NextDouble() < probability;
}
