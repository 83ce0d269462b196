using OwtClient.WebRtc.Io;

namespace OwtClient.WebRtc.Tests.Io;

public class LocalAddressListTests
{
    [Fact]
    public void LoopbackOnly_IsThat()
    {
        var addresses = LocalAddressList.Get(new UdpTransportOptions { LoopbackOnly = true });
        Assert.NotEmpty(addresses);
        Assert.All(addresses, a => Assert.True(a.IsLoopback));
        Assert.Equal("127.0.0.1:0", addresses[0].ToString());
    }

    [Fact]
    public void Default_IsNeverEmpty_NorMixedWithLoopback()
    {
        var addresses = LocalAddressList.Get(UdpTransportOptions.Default);
        Assert.NotEmpty(addresses);
        Assert.True(addresses.All(a => a.IsLoopback) || addresses.All(a => !a.IsLoopback));
        Assert.DoesNotContain(addresses, a => a.IsLinkLocal);
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    [Fact]
    public void IncludeLoopback_AddsItAtTheEnd()
    {
        var addresses = LocalAddressList.Get(new UdpTransportOptions { IncludeLoopback = true });
        Assert.Contains(addresses, a => a.ToString() == "127.0.0.1:0");
        Assert.InRange(addresses.Count, 1, 16);
        Assert.True(addresses[^1].IsLoopback);
    }
}
