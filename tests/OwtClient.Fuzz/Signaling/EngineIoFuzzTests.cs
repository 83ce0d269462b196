using System.Text;
using OwtClient.Fuzz.Harness;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Fuzz.Signaling;

public class EngineIoFuzzTests
{
    private static readonly byte[] Open =
        """0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"""u8.ToArray();

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void PollingPayload_AnyText(int version)
    {
        string[] packets = ["4hello", "2", "40{\"sid\":\"x\"}", "4\u20ac"];
        byte[][] seeds = [Encoding.UTF8.GetBytes(PollingPayload.Encode(packets, version)), Encoding.UTF8.GetBytes(PollingPayload.Encode(["1"], version))];
        Fuzzer.Bytes(seeds, input =>
        {
            if (!PollingPayload.TryDecode(Encoding.UTF8.GetString(input), version, out var decoded)) return;
            Assert.True(PollingPayload.TryDecode(PollingPayload.Encode(decoded, version), version, out var again));
            Assert.Equal(decoded, again);
        });
    }

    [Fact]
    public void Handshake_AnyText() => Fuzzer.Bytes([Open], input =>
    {
        if (!EngineIoHandshake.TryParse(Encoding.UTF8.GetString(input), out var handshake)) return;
        Assert.True(handshake!.PingInterval > TimeSpan.Zero && handshake.PingTimeout > TimeSpan.Zero);
    });
}
