using System.Buffers;
using System.Text;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

public class EngineIoPayloadTests
{
    /// <summary>The examples of the protocol's text, and characters outside the basic plane, which count twice in version 3.</summary>
    public static TheoryData<int, string, string[]> Payloads => new()
    {
        { 4, "", [] },
        { 4, "4hello", ["4hello"] },
        { 4, "4hello\u001e2\u001e4world", ["4hello", "2", "4world"] },
        { 4, "4é\u001e4𝄞", ["4é", "4𝄞"] },
        { 3, "", [] },
        { 3, "6:4hello", ["4hello"] },
        { 3, "6:4hello2:4€", ["4hello", "4€"] },
        { 3, "3:4𝄞1:2", ["4𝄞", "2"] },
        { 3, "5:4a:b11:2", ["4a:b1", "2"] },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Body_IsTakenApartAndPutTogether(int version, string body, string[] packets)
    {
        var status = Read(Encoding.UTF8.GetBytes(body), version, out var found);
        var written = new ArrayBufferWriter<byte>();
        EngineIoPayloadWriter.Write(written, [.. packets.Select(Encoding.UTF8.GetBytes)], version);

        Assert.Equal(EngineIoPayloadStatus.End, status);
        Assert.Equal(packets, found);
        Assert.Equal(body, Encoding.UTF8.GetString(written.WrittenSpan));
    }

    [Theory]
    [InlineData(4, "\u001e")]
    [InlineData(4, "4a\u001e\u001e4b")]
    [InlineData(4, "4a\u001e")]
    [InlineData(3, "4hello")]
    [InlineData(3, ":4")]
    [InlineData(3, "0:")]
    [InlineData(3, "7:4hello")]
    [InlineData(3, "-1:4")]
    [InlineData(3, "2:4𝄞")]
    [InlineData(3, "999999999:4")]
    [InlineData(3, "6:4hellox")]
    public void MalformedBody_IsAStatus(int version, string body) =>
        Assert.Equal(EngineIoPayloadStatus.Malformed, Read(Encoding.UTF8.GetBytes(body), version, out _));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void DamagedBody_NeverThrowsAndNeverYieldsMoreThanItHolds(int version)
    {
        var written = new ArrayBufferWriter<byte>();
        EngineIoPayloadWriter.Write(written, ["0{\"sid\":\"é𝄞\"}"u8.ToArray(), "2"u8.ToArray(), "42[\"a:1\"]"u8.ToArray()], version);
        var body = written.WrittenSpan.ToArray();

        for (var length = 0; length <= body.Length; length++) Check(body[..length]);
        for (var at = 0; at < body.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var changed = body.ToArray();
                changed[at] = (byte)value;
                Check(changed);
            }
        }

        void Check(byte[] damaged)
        {
            var reader = new EngineIoPayloadReader(damaged, version);
            var total = 0;
            while (reader.TryRead(out var packet) == EngineIoPayloadStatus.Packet) total += packet.Length;
            Assert.True(total <= damaged.Length);
            Assert.NotEqual(EngineIoPayloadStatus.Packet, reader.TryRead(out _));
        }
    }

    [Fact]
    public void BodyOfTinyPacketsWithoutEnd_IsCutOff()
    {
        var body = new byte[1_000_001];
        for (var i = 0; i < body.Length; i++) body[i] = i % 2 == 0 ? (byte)'2' : EngineIoPayloadWriter.Separator;

        Assert.Equal(EngineIoPayloadStatus.Malformed, Read(body, 4, out var packets));
        Assert.Equal(100_000, packets.Count);
    }

    private static EngineIoPayloadStatus Read(byte[] body, int version, out List<string> packets)
    {
        packets = [];
        var reader = new EngineIoPayloadReader(body, version);
        EngineIoPayloadStatus status;
        while ((status = reader.TryRead(out var packet)) == EngineIoPayloadStatus.Packet) packets.Add(Encoding.UTF8.GetString(packet));
        return status;
    }
}
