using System.Net;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Tests.Stun;

public class TransportAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", 1)]
    [InlineData("0.0.0.0", 65535)]
    [InlineData("2001:db8::1", 5000)]
    [InlineData("fe80::1%3", 5000)]
    [InlineData("::", 0)]
    public void RoundTrips_ThroughEveryForm(string text, int port)
    {
        var ip = IPAddress.Parse(text);
        var address = new TransportAddress(ip, port);
        Assert.Equal(new IPEndPoint(ip, port), address.ToIPEndPoint());
        Assert.Equal(address, address.ToSocketAddress().ToTransportAddress());
        Assert.Equal(address.ToIPEndPoint().Serialize(), address.ToSocketAddress()); // the operating system's own form
        Assert.Equal(address, new TransportAddress(ip, 7).WithPort(port));
    }

    [Fact]
    public void MappedIPv4_IsIPv4()
    {
        var address = new TransportAddress(IPAddress.Parse("::ffff:192.0.2.1"), 5);
        Assert.True(address.IsIPv4);
        Assert.Equal(new TransportAddress(IPAddress.Parse("192.0.2.1"), 5), address);
        Assert.Equal("192.0.2.1:5", address.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("127.9.9.9", true, false)]
    [InlineData("::1", true, false)]
    [InlineData("169.254.1.1", false, true)]
    [InlineData("fe80::1", false, true)]
    [InlineData("febf::1", false, true)]
    [InlineData("fec0::1", false, false)]
    [InlineData("192.0.2.1", false, false)]
    [InlineData("2001:db8::1", false, false)]
    public void Scope_IsKnown(string text, bool loopback, bool linkLocal)
    {
        var address = new TransportAddress(IPAddress.Parse(text), 1);
        Assert.Equal(loopback, address.IsLoopback);
        Assert.Equal(linkLocal, address.IsLinkLocal);
        Assert.False(address.IsNone);
    }

    [Theory]
    [InlineData("192.0.2.1", 70000)]
    [InlineData("192.0.2.1", -1)]
    [InlineData("host.example", 1)]
    [InlineData("3f4e.local", 1)]
    [InlineData("", 1)]
    public void TryParse_NamesAndBadPorts_AreRefused(string text, int port) => Assert.False(TransportAddress.TryParse(text, port, out _));
}
