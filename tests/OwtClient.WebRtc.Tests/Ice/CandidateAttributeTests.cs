using OwtClient.WebRtc.Ice;

namespace OwtClient.WebRtc.Tests.Ice;

public class CandidateAttributeTests
{
    [Theory]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host")] // RFC 8839 §5.1
    [InlineData("candidate:2 1 udp 1694498815 198.51.100.1 45664 typ srflx raddr 203.0.113.141 rport 8998")]
    [InlineData("candidate:842163049 1 udp 1677729535 2001:db8::1 56143 typ relay raddr :: rport 0")]
    [InlineData("candidate:H76f 2 tcp 0 2c1a.local 9 typ prflx raddr 10.0.0.1 rport 1 ufrag EsAw")]
    public void RoundTrips(string text)
    {
        Assert.True(CandidateAttribute.TryParse(text, out var attribute));
        Assert.Equal(text, attribute.ToString());
    }

    [Theory]
    [InlineData("a=candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host")] // as OWT wants it
    [InlineData("1 1 udp 2130706431 192.0.2.1 3478 typ host")]
    [InlineData("  CANDIDATE:1  1 UDP 2130706431\t192.0.2.1 3478 TYP HOST \r\n")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host generation 0 network-id 1 network-cost 10")] // Chromium
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host generation")] // a name without its value
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host rport bad")]
    public void Variants_MeanTheSame(string text)
    {
        Assert.True(CandidateAttribute.TryParse(text, out var attribute));
        Assert.Equal("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host", attribute.ToString());
        Assert.True(attribute.TryGetTransportAddress(out var address));
        Assert.Equal("192.0.2.1:3478", address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=")]
    [InlineData("candidate:")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 host typ")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 3478 typ moon")]
    [InlineData("candidate:1 -1 udp 2130706431 192.0.2.1 3478 typ host")]
    [InlineData("candidate:1 257 udp 2130706431 192.0.2.1 3478 typ host")]
    [InlineData("candidate:1 1 udp 4294967296 192.0.2.1 3478 typ host")]
    [InlineData("candidate:1 1 udp 1e3 192.0.2.1 3478 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 65536 typ host")]
    [InlineData("candidate:123456789012345678901234567890123 1 udp 1 192.0.2.1 1 typ host")]
    public void Malformed_IsFalse(string text) => Assert.False(CandidateAttribute.TryParse(text, out _));

    [Fact]
    public void VeryLong_IsFalse() =>
        Assert.False(CandidateAttribute.TryParse("candidate:1 1 udp 1 192.0.2.1 1 typ host" + new string(' ', 10) + new string('x', 2000), out _));

    [Fact]
    public void EveryTruncationAndChange_NeverThrows()
    {
        const string Text = "a=candidate:2 1 udp 1694498815 198.51.100.1 45664 typ srflx raddr 203.0.113.141 rport 8998 ufrag EsAw";
        for (var at = 0; at < Text.Length; at++)
        {
            Assert.Equal(at >= 59, CandidateAttribute.TryParse(Text.AsSpan(0, at), out _)); // all eight tokens
            foreach (var c in "\0 :=9-a\u00e9\ud800")
            {
                if (CandidateAttribute.TryParse(string.Concat(Text.AsSpan(0, at), [c], Text.AsSpan(at + 1)), out var attribute))
                {
                    attribute.TryGetTransportAddress(out _);
                }
            }
        }
    }
}
