using OwtClient.WebRtc.Core;

namespace OwtClient.WebRtc.Tests.Core;

public class DatagramClassifierTests
{
    /// <summary>The ranges of RFC 7983 §7, with both ends of each, and RFC 5761 §4 for the last.</summary>
    [Theory]
    [InlineData(0, 0, DatagramKind.Stun)]
    [InlineData(3, 0, DatagramKind.Stun)]
    [InlineData(4, 0, DatagramKind.Unknown)]
    [InlineData(16, 0, DatagramKind.Unknown)]
    [InlineData(19, 0, DatagramKind.Unknown)]
    [InlineData(20, 0, DatagramKind.Dtls)]
    [InlineData(63, 0, DatagramKind.Dtls)]
    [InlineData(64, 0, DatagramKind.Unknown)]
    [InlineData(79, 0, DatagramKind.Unknown)]
    [InlineData(127, 0, DatagramKind.Unknown)]
    [InlineData(128, 0, DatagramKind.Rtp)]
    [InlineData(191, 127, DatagramKind.Rtp)]
    [InlineData(128, 191, DatagramKind.Rtp)]
    [InlineData(128, 192, DatagramKind.Rtcp)]
    [InlineData(128, 200, DatagramKind.Rtcp)]
    [InlineData(191, 223, DatagramKind.Rtcp)]
    [InlineData(128, 224, DatagramKind.Rtp)]
    [InlineData(192, 0, DatagramKind.Unknown)]
    [InlineData(255, 255, DatagramKind.Unknown)]
    public void FirstBytes_TellTheProtocol(byte first, byte second, object kind) =>
        Assert.Equal((DatagramKind)kind, DatagramClassifier.Classify([first, second]));

    [Fact]
    public void TooShort_IsUnknown()
    {
        Assert.Equal(DatagramKind.Unknown, DatagramClassifier.Classify([]));
        Assert.Equal(DatagramKind.Unknown, DatagramClassifier.Classify([128]));
    }
}
