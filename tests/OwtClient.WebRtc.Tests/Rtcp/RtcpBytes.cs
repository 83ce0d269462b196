using OwtClient.WebRtc.Rtcp;

namespace OwtClient.WebRtc.Tests.Rtcp;

internal delegate void WriteRtcp(ref RtcpWriter writer);

/// <summary>Short ways to bytes and back.</summary>
internal static class RtcpBytes
{
    public static byte[] Write(WriteRtcp write, int room = 1200)
    {
        var destination = new byte[room];
        destination.AsSpan().Fill(0xff); // what is not written shows
        var writer = new RtcpWriter(destination);
        write(ref writer);
        return destination[..writer.Length];
    }

    public static byte[] FromHex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>The only packet of a datagram.</summary>
    public static RtcpPacketReader Single(ReadOnlySpan<byte> datagram)
    {
        Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(datagram, out var compound));
        Assert.True(compound.TryRead(out var packet));
        Assert.False(compound.TryRead(out _));
        return packet;
    }
}
