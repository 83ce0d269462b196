using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>The machine's addresses that host candidates are gathered from (RFC 8445 §5.1.1.1).</summary>
internal static class LocalAddressList
{
    private const int MaxAddresses = 16;

    /// <summary>
    /// Unicast addresses of interfaces that are up, IPv6 and IPv4 in turn (RFC 8421 §4). Link-local ones are left out: a candidate
    /// cannot name the interface they belong to. Loopback is in only if asked for, or if there is nothing else. Addresses that the
    /// options name replace all of these.
    /// </summary>
    /// <returns>At most 16 addresses, with port 0.</returns>
    public static IReadOnlyList<TransportAddress> Get(UdpTransportOptions options)
    {
        if (options.BindAddresses.Count > 0) return [.. options.BindAddresses.Select(address => new TransportAddress(address, 0)).Take(MaxAddresses)];
        var (ipv6, ipv4, loopback) = (new List<TransportAddress>(), new List<TransportAddress>(), new List<TransportAddress>());
        foreach (var address in options.LoopbackOnly ? [] : Enumerate())
        {
            if (address.IsLoopback || address.IsLinkLocal) continue;
            var list = address.IsIPv4 ? ipv4 : ipv6;
            if (!list.Contains(address)) list.Add(address);
        }

        var result = new List<TransportAddress>();
        for (var i = 0; i < Math.Max(ipv4.Count, ipv6.Count); i++)
        {
            if (i < ipv6.Count) result.Add(ipv6[i]);
            if (i < ipv4.Count) result.Add(ipv4[i]);
        }

        if (options.IncludeLoopback || result.Count == 0)
        {
            loopback.Add(new TransportAddress(IPAddress.Loopback, 0));
            if (Socket.OSSupportsIPv6) loopback.Add(new TransportAddress(IPAddress.IPv6Loopback, 0));
        }

        return [.. result.Take(MaxAddresses - loopback.Count), .. loopback];
    }

    private static IEnumerable<TransportAddress> Enumerate()
    {
        NetworkInterface[] interfaces;
        try
        {
            interfaces = NetworkInterface.GetAllNetworkInterfaces();
        }
        catch (NetworkInformationException)
        {
            yield break; // a sandbox may forbid it; loopback is left
        }

        foreach (var item in interfaces)
        {
            if (item.OperationalStatus is not (OperationalStatus.Up or OperationalStatus.Unknown)) continue;
            foreach (var unicast in item.GetIPProperties().UnicastAddresses)
            {
                if (unicast.Address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                {
                    yield return new TransportAddress(unicast.Address, 0);
                }
            }
        }
    }
}
