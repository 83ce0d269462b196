using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Srtp;

public class SrtpPacketIndexTests
{
    /// <summary>The table of RFC 3711 appendix A, at its edges.</summary>
    [Theory]
    [InlineData(0x0_0000, 0x0000, 0x0_0000)]
    [InlineData(0x0_0000, 0xffff, 0x0_ffff)] // there is nothing before rollover 0
    [InlineData(0x0_7fff, 0xffff, 0x0_ffff)]
    [InlineData(0x0_8000, 0x0000, 0x0_0000)]
    [InlineData(0x0_8001, 0x0000, 0x1_0000)]
    [InlineData(0x0_ffff, 0x0000, 0x1_0000)]
    [InlineData(0x0_ffff, 0x7ffe, 0x1_7ffe)]
    [InlineData(0x0_ffff, 0x7fff, 0x0_7fff)]
    [InlineData(0x1_0000, 0xffff, 0x0_ffff)]
    [InlineData(0x1_0000, 0x8000, 0x1_8000)]
    [InlineData(0x1_0000, 0x8001, 0x0_8001)]
    [InlineData(0x1_7fff, 0xffff, 0x1_ffff)]
    [InlineData(0x5_1234, 0x1233, 0x5_1233)]
    [InlineData(0xffff_ffff_ffff, 0x0000, 0x1_0000_0000_0000)] // past the end: the caller refuses it
    public void Estimate_TakesTheClosestIndex(ulong highest, ushort sequenceNumber, ulong expected) =>
        Assert.Equal(expected, SrtpPacketIndex.Estimate(highest, sequenceNumber));
}
