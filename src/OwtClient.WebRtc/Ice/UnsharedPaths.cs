using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>The registry of an agent that shares its sockets with nobody: every way is free.</summary>
internal sealed class UnsharedPaths : IIcePathRegistry
{
    public static UnsharedPaths Instance { get; } = new();

    public bool TryReserve(TransportAddress @base, TransportAddress remote, IcePathClaim claim, out TransportAddress reserved)
    {
        reserved = @base;
        return true;
    }

    public void Release(TransportAddress @base, TransportAddress remote)
    {
    }
}
