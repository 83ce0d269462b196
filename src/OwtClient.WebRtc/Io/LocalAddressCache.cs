using System.Net.NetworkInformation;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>The local addresses, listed anew only after the operating system reported a change: listing takes a millisecond.</summary>
internal sealed class LocalAddressCache : IDisposable
{
    private readonly UdpTransportOptions _options;
    private readonly bool _isNotified;
    private volatile IReadOnlyList<TransportAddress>? _addresses;

    public LocalAddressCache(UdpTransportOptions options)
    {
        _options = options;
        try
        {
            NetworkChange.NetworkAddressChanged += HandleChange;
            _isNotified = true;
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            _isNotified = false; // a sandbox may forbid it: then every call lists
        }
    }

    public IReadOnlyList<TransportAddress> Get()
    {
        if (_isNotified && _addresses is { } known) return known;
        var addresses = LocalAddressList.Get(_options);
        _addresses = addresses;
        return addresses;
    }

    public void Dispose()
    {
        if (_isNotified) NetworkChange.NetworkAddressChanged -= HandleChange;
    }

    private void HandleChange(object? sender, EventArgs e) => _addresses = null;
}
