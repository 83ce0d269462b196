using System.Buffers;
using System.Text;
using OwtClient.Fuzz.Harness;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Fuzz.Signaling;

public class EngineIoFuzzTests
{
    private static readonly byte[] Open =
        """0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"""u8.ToArray();

    /// <summary>What a polling body holds can be written again, and reads as the same.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void PollingPayload_AnyBytes(int version)
    {
        byte[][] packets = ["4hello"u8.ToArray(), "2"u8.ToArray(), "40{\"sid\":\"x\"}"u8.ToArray(), Encoding.UTF8.GetBytes("4\u20ac\U0001f600")];
        Fuzzer.Bytes([Write(packets, version), Write([packets[1]], version)], input =>
        {
            var decoded = Read(input, version);
            if (decoded is null || version == 4 && decoded.Any(packet => packet.Length == 0)) return;
            Assert.Equal(decoded, Read(Write(decoded, version), version));
        });
    }

    [Fact]
    public void Handshake_AnyText() => Fuzzer.Bytes([Open], input =>
    {
        if (!EngineIoHandshake.TryParse(Encoding.UTF8.GetString(input), out var handshake)) return;
        Assert.True(handshake!.PingInterval > TimeSpan.Zero && handshake.PingTimeout > TimeSpan.Zero);
    });

    private static byte[] Write(IReadOnlyList<byte[]> packets, int version)
    {
        var body = new ArrayBufferWriter<byte>();
        EngineIoPayloadWriter.Write(body, packets, version);
        return body.WrittenSpan.ToArray();
    }

    private static List<byte[]>? Read(byte[] body, int version)
    {
        var packets = new List<byte[]>();
        var reader = new EngineIoPayloadReader(body, version);
        EngineIoPayloadStatus status;
        while ((status = reader.TryRead(out var packet)) == EngineIoPayloadStatus.Packet)
        {
            packets.Add(packet.ToArray());
            Assert.True(packets.Count <= body.Length + 1);
        }

        return status == EngineIoPayloadStatus.End ? packets : null;
    }
}
