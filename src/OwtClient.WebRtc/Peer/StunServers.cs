using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Peer;

/// <summary>The STUN servers that options name, as addresses.</summary>
internal sealed class StunServers(ILogger logger, TimeProvider time)
{
    private const int MaxServers = 8;
    private static readonly TimeSpan ResolveLimit = TimeSpan.FromSeconds(5);

    /// <summary>The servers of <paramref name="servers"/> that can be used; the others are logged.</summary>
    public IReadOnlyList<StunUri> Select(IReadOnlyList<IceServer> servers)
    {
        var usable = new List<StunUri>();
        var ignored = 0;
        foreach (var url in servers.SelectMany(server => server.Urls))
        {
            if (usable.Count < MaxServers && StunUri.TryParse(url, out var uri)) usable.Add(uri);
            else ignored++;
        }

        if (ignored > 0) Log.IceServersIgnored(logger, ignored);
        return usable;
    }

    /// <summary>Looks the names up; those that are unknown or take too long are left out.</summary>
    public async Task<IReadOnlyList<TransportAddress>> ResolveAsync(IReadOnlyList<StunUri> servers, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ResolveLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var found = await Task.WhenAll(servers.Select(server => ResolveAsync(server, stop.Token))).ConfigureAwait(false);
        return [.. found.SelectMany(addresses => addresses)];
    }

    private async Task<IEnumerable<TransportAddress>> ResolveAsync(StunUri server, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
            return addresses.DistinctBy(address => address.AddressFamily).Select(address => new TransportAddress(address, server.Port));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            Log.StunServerUnknown(logger, e);
            return [];
        }
    }
}
