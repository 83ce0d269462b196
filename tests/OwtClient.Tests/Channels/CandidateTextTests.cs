using OwtClient.Channels;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Channels;

/// <summary>PROTOCOL §5.6.</summary>
public class CandidateTextTests
{
    [Theory]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host", "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host")]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 5000 typ host", "a=candidate:1 1 udp 1 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 5000 typ srflx raddr 10.0.0.1 rport 4000 generation 0", "a=candidate:1 1 udp 1 192.0.2.1 5000 typ srflx raddr 10.0.0.1 rport 4000 generation 0")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 5000 typ srflx", "a=candidate:1 1 udp 1 192.0.2.1 5000 typ srflx raddr 0.0.0.0 rport 0")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 5000 typ relay generation 0 ufrag x", "a=candidate:1 1 udp 1 192.0.2.1 5000 typ relay raddr 0.0.0.0 rport 0 generation 0 ufrag x")]
    [InlineData("candidate:nonsense", "a=candidate:nonsense")]
    public void Quirk_10_3_2_ToServer_HasThePrefixAndTheRelatedAddress(string text, string expected)
    {
        var message = CandidateText.ToServer(new IceCandidate(text, "1", 1));
        Assert.Equal((expected, "1", 1), (message.Candidate, message.SdpMid, message.SdpMLineIndex));
    }

    [Fact]
    public void EndOfCandidates_HasTheFormTheServerKnows()
    {
        var message = CandidateText.ToServer(new IceCandidate("", "0", 0));
        Assert.Equal(("", "", -1), (message.Candidate, message.SdpMid, message.SdpMLineIndex));
    }

    [Theory]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 5000 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 5000 typ host")]
    public void FromServer_HasNoPrefix(string text) =>
        Assert.Equal("candidate:1 1 udp 1 192.0.2.1 5000 typ host", CandidateText.FromServer(text).Candidate);
}
