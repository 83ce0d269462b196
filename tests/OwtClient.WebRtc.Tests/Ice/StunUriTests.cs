using OwtClient.WebRtc.Ice;

namespace OwtClient.WebRtc.Tests.Ice;

public class StunUriTests
{
    [Theory]
    [InlineData("stun:stun.example.org", "stun.example.org", 3478)]
    [InlineData("STUN:stun.example.org:19302", "stun.example.org", 19302)]
    [InlineData("stun:192.0.2.1:1", "192.0.2.1", 1)]
    [InlineData("stun:[2001:db8::1]", "2001:db8::1", 3478)]
    [InlineData("stun:[2001:db8::1]:5349", "2001:db8::1", 5349)]
    public void Rfc7064_Forms(string text, string host, int port)
    {
        Assert.True(StunUri.TryParse(text, out var uri));
        Assert.Equal(new StunUri(host, port), uri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stun:")]
    [InlineData("stun::3478")]
    [InlineData("stun:host:")]
    [InlineData("stun:host:0")]
    [InlineData("stun:host:65536")]
    [InlineData("stun:host:x")]
    [InlineData("stun:2001:db8::1")]
    [InlineData("stun:[2001:db8::1")]
    [InlineData("stun:[2001:db8::1]x")]
    [InlineData("stun:host/path")]
    [InlineData("stun:user@host")]
    [InlineData("stuns:host")]
    [InlineData("turn:host?transport=udp")]
    [InlineData("http://host")]
    public void Others_AreFalse(string text) => Assert.False(StunUri.TryParse(text, out _));
}
