using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Rtp;

public class RtpPacketWriterTests
{
    private static readonly RtpHeader Header =
        new(new PayloadType(111), Marker: true, new SequenceNumber(0xabcd), new RtpTimestamp(0xdeadbeef), new Ssrc(0x01020304));

    [Fact]
    public void HeaderAndPayload_HaveTheLayoutOfTheRfc()
    {
        var destination = new byte[100];
        Assert.True(RtpPacketWriter.TryWrite(destination, Header, default, [1, 2, 3], out var length));
        Assert.Equal("80EFABCDDEADBEEF01020304010203", Convert.ToHexString(destination, 0, length));
        Assert.True(RtpPacketWriter.TryWrite(destination, Header with { Marker = false }, default, [], out _));
        Assert.Equal(0x6f, destination[1]);
    }

    [Theory]
    [InlineData(false, "BEDE0002" + "10AA" + "426D6964" + "0000")]
    [InlineData(true, "10000002" + "0101AA" + "04036D6964")]
    public void Extensions_ArePaddedToWords(bool twoByte, string expected)
    {
        var block = new byte[64];
        block.AsSpan().Fill(0xff);
        var writer = new HeaderExtensionWriter(block, twoByte);
        Assert.True(writer.TryAdd(1, [0xaa], out var at));
        Assert.Equal(twoByte ? 6 : 5, at);
        Assert.True(writer.TryAdd(4, "mid"u8, out _));
        var length = writer.Finish();
        Assert.Equal(expected, Convert.ToHexString(block, 0, length));
    }

    [Fact]
    public void Extensions_WhatDoesNotFitTheFormIsRefused()
    {
        var writer = new HeaderExtensionWriter(new byte[400], twoByte: false);
        Assert.False(writer.TryAdd(0, [1], out _)); // not negotiated
        Assert.False(writer.TryAdd(15, [1], out _)); // reserved
        Assert.False(writer.TryAdd(1, [], out _));
        Assert.False(writer.TryAdd(1, new byte[17], out _));
        Assert.Equal(0, writer.Finish());
        Assert.True(writer.TryAdd(14, new byte[16], out _));
        Assert.Equal(4 + 20, writer.Finish()); // 17 bytes, padded

        var twoByte = new HeaderExtensionWriter(new byte[400], twoByte: true);
        Assert.True(twoByte.TryAdd(255, new byte[255], out _));
        Assert.False(twoByte.TryAdd(15, new byte[256], out _));
        Assert.False(twoByte.TryAdd(16, new byte[255], out _)); // no room
    }

    [Fact]
    public void EveryDestinationTooShort_IsRefused()
    {
        byte[] extension = [0xbe, 0xde, 0, 1, 0x10, 0xaa, 0, 0];
        byte[] payload = [1, 2, 3];
        for (var room = 0; room < 23; room++) Assert.False(RtpPacketWriter.TryWrite(new byte[room], Header, extension, payload, out _));
        Assert.True(RtpPacketWriter.TryWrite(new byte[23], Header, extension, payload, out var length));
        Assert.Equal(23, length);
    }

    [Theory]
    [InlineData(0, "000000")]
    [InlineData(1, "040000")] // 1.0 in 6.18
    [InlineData(63.5, "FE0000")]
    [InlineData(64, "000000")]
    [InlineData(6400.25, "010000")]
    public void AbsoluteSendTime_Wraps(double seconds, string expected)
    {
        Span<byte> value = stackalloc byte[AbsoluteSendTime.Length];
        AbsoluteSendTime.Write(value, new Instant(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(expected, Convert.ToHexString(value));
    }

    [Theory]
    [InlineData(0, true, 0x80)]
    [InlineData(127, false, 0x7f)]
    [InlineData(42, true, 0xaa)]
    public void AudioLevel_IsOneByte(byte level, bool voice, byte expected)
    {
        Span<byte> value = stackalloc byte[1];
        new AudioLevel(level, voice).Write(value);
        Assert.Equal(expected, value[0]);
        Assert.True(AudioLevel.TryRead(value, out var read));
        Assert.Equal(new AudioLevel(level, voice), read);
        Assert.False(AudioLevel.TryRead(default, out _));
    }
}
