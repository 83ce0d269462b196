using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Peer;

/// <summary>Stands for the socket share of an agent until gathering begins: the share is registered under the agent's own name.</summary>
internal sealed class LatePaths : IIcePathRegistry
{
    public IIcePathRegistry? Target { get; set; }

    public bool TryReserve(TransportAddress @base, TransportAddress remote, IcePathClaim claim, out TransportAddress reserved)
    {
        reserved = @base;
        return Target is { } target && target.TryReserve(@base, remote, claim, out reserved);
    }

    public void Release(TransportAddress @base, TransportAddress remote) => Target?.Release(@base, remote);
}
