using System.Buffers.Binary;
using OwtClient.Media.Readers;

namespace OwtClient.Media.Tests.Readers;

public class OggOpusReaderTests
{
    private static readonly byte[] Head = [.. "OpusHead"u8, 1, 2, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0];
    private static readonly byte[] Tags = [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    [Fact]
    public async Task WrongChecksum_IsAFormatErrorThatNamesThePage()
    {
        var file = File(Page(2, 1, [Head]), Page(0, 1, [Tags]), Page(0, 1, [Packet(100, 1)]));
        file[^1] ^= 1;
        var failure = await Assert.ThrowsAsync<MediaFormatException>(() => Vector.FramesOfAsync(file));
        Assert.Contains("checksum", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Page(2, 1, [Head]).Length + Page(0, 1, [Tags]).Length, failure.Offset);
    }

    [Fact]
    public async Task PacketOverThreePages_IsPutTogether()
    {
        var packet = Packet(700, 3);
        var file = File(
            Page(2, 1, [Head]),
            Page(0, 1, [Tags]),
            Page(0, 1, [packet[..255]], endsPacket: false),
            Page(1, 1, [packet[255..510]], endsPacket: false),
            Page(1, 1, [packet[510..], Packet(20, 4)]));
        var frames = await Vector.FramesOfAsync(file);
        Assert.Equal([packet, Packet(20, 4)], frames.Select(f => f.Data.ToArray()));
    }

    [Fact]
    public async Task ContinuationOfAPacketThatNeverBegan_IsLeftOut()
    {
        var file = File(Page(2, 1, [Head]), Page(0, 1, [Tags]), Page(1, 1, [Packet(100, 1), Packet(30, 2)]));
        Assert.Equal(Packet(30, 2), Assert.Single(await Vector.FramesOfAsync(file)).Data.ToArray());
    }

    [Fact]
    public async Task OtherStreams_ArePassedOver()
    {
        var file = File(
            Page(2, 9, ["theora?"u8.ToArray()]),
            Page(2, 1, [Head]),
            Page(0, 9, [[1, 2, 3]]),
            Page(0, 1, [Tags]),
            Page(0, 9, [[4]]),
            Page(0, 1, [Packet(30, 2)]));
        Assert.Equal(Packet(30, 2), Assert.Single(await Vector.FramesOfAsync(file)).Data.ToArray());
    }

    [Theory]
    [InlineData(8, 0x10)] // major version 1
    [InlineData(9, 0)] // no channels
    [InlineData(9, 6)] // surround
    public async Task HeaderThatCannotBePlayed_IsAFormatError(int at, byte value)
    {
        var head = Head.ToArray();
        head[at] = value;
        await Assert.ThrowsAsync<MediaFormatException>(() => Vector.OpenAsync(File(Page(2, 1, [head]))));
    }

    /// <summary>A packet of CELT frames of 20 ms.</summary>
    private static byte[] Packet(int length, byte fill)
    {
        var packet = new byte[length];
        packet.AsSpan().Fill(fill);
        packet[0] = 0xfc;
        return packet;
    }

    private static byte[] File(params byte[][] pages) => [.. pages.SelectMany(p => p)];

    private static byte[] Page(byte flags, uint serial, byte[][] packets, bool endsPacket = true)
    {
        var lacing = new List<byte>();
        for (var i = 0; i < packets.Length; i++)
        {
            lacing.AddRange(Enumerable.Repeat((byte)255, packets[i].Length / 255));
            if (endsPacket || i < packets.Length - 1) lacing.Add((byte)(packets[i].Length % 255));
        }

        byte[] head = [.. "OggS"u8, 0, flags, .. new byte[8], .. BitConverter.GetBytes(serial), .. new byte[8]];
        byte[] page = [.. head, (byte)lacing.Count, .. lacing, .. packets.SelectMany(p => p)];
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), OggCrc.Add(0, page));
        return page;
    }
}
