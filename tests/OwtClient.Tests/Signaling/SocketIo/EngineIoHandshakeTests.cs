using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

public class EngineIoHandshakeTests
{
    private const string Packet = """0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""";

    [Fact]
    public void Handshake_IsRead()
    {
        Assert.True(EngineIoHandshake.TryParse(Packet, out var handshake));

        Assert.Equal(new EngineIoHandshake("lv_VI97HAXpY6yYWAAAC", TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20), CanUpgrade: true), handshake);
    }

    [Theory]
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","upgrades":["flash"],"pingInterval":25000,"pingTimeout":5000}""")]
    public void WithoutWebSocketAmongTheUpgrades_ThereIsNone(string packet)
    {
        Assert.True(EngineIoHandshake.TryParse(packet, out var handshake));
        Assert.False(handshake!.CanUpgrade);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0[]")]
    [InlineData("0null")]
    [InlineData("4{}")]
    [InlineData("""0{"upgrades":[],"pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","upgrades":[1,null,"flash"],"pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":5,"upgrades":[],"pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"\ud800","upgrades":[],"pingInterval":25000,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":0,"pingTimeout":5000}""")] // would ping without pause
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":-1,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":25000}""")]
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":1e300,"pingTimeout":5000}""")]
    [InlineData("""0{"sid":"a","upgrades":[],"pingInterval":"25000","pingTimeout":5000}""")]
    public void MalformedHandshake_IsRefused(string packet)
    {
        Assert.False(EngineIoHandshake.TryParse(packet, out var handshake));
        Assert.Null(handshake);
    }

    [Fact]
    public void DamagedHandshake_NeverThrows()
    {
        for (var length = 0; length < Packet.Length; length++) Assert.False(EngineIoHandshake.TryParse(Packet[..length], out _));
        foreach (var damaged in Damage.EachCharacter(Packet))
        {
            if (EngineIoHandshake.TryParse(damaged, out var handshake)) Assert.NotNull(handshake);
        }
    }
}
