using System.Net;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Harness;

/// <summary>A network address translator in front of a private network.</summary>
internal sealed class VirtualNat(NatKind kind, string publicAddress)
{
    private readonly IPAddress _publicAddress = IPAddress.Parse(publicAddress);
    private readonly Dictionary<(TransportAddress Inside, TransportAddress Remote), TransportAddress> _outside = [];
    private readonly Dictionary<TransportAddress, TransportAddress> _inside = [];
    private readonly HashSet<(TransportAddress Outside, TransportAddress Remote)> _contacted = [];
    private int _nextPort = 40000;

    /// <summary>Makes or reuses a mapping; the result is what the world sees.</summary>
    public TransportAddress MapOutbound(TransportAddress inside, TransportAddress remote)
    {
        var key = (inside, kind == NatKind.Symmetric ? remote : default);
        if (!_outside.TryGetValue(key, out var outside))
        {
            outside = new TransportAddress(_publicAddress, _nextPort++);
            _outside[key] = outside;
            _inside[outside] = inside;
        }

        _contacted.Add((outside, FilterKey(remote)));
        return outside;
    }

    /// <summary>Where a datagram from the world goes, if it gets in.</summary>
    public bool TryMapInbound(TransportAddress outside, TransportAddress remote, out TransportAddress inside) =>
        _inside.TryGetValue(outside, out inside) && (kind == NatKind.FullCone || _contacted.Contains((outside, FilterKey(remote))));

    /// <summary>Forgets all mappings, as after a restart.</summary>
    public void Reset()
    {
        _outside.Clear();
        _inside.Clear();
        _contacted.Clear();
    }

    private TransportAddress FilterKey(TransportAddress remote) => kind == NatKind.AddressRestricted ? remote.WithPort(0) : remote;
}
