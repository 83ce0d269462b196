using System.Buffers;
using System.Text.Json;

namespace OwtClient.Server.EngineIo;

/// <summary>The first packet of a session: what the client needs to know.</summary>
internal static class EngineIoHandshake
{
    /// <summary>Builds the open packet. Times are milliseconds.</summary>
    public static byte[] Build(string sessionId, bool mayUpgrade, EngineIoOptions options)
    {
        var packet = new ArrayBufferWriter<byte>(160);
        packet.Write([(byte)EngineIoPacketType.Open]);
        using (var json = new Utf8JsonWriter(packet))
        {
            json.WriteStartObject();
            json.WriteString("sid"u8, sessionId);
            json.WriteStartArray("upgrades"u8);
            if (mayUpgrade) json.WriteStringValue("websocket"u8);
            json.WriteEndArray();
            json.WriteNumber("pingInterval"u8, (long)options.PingInterval.TotalMilliseconds);
            json.WriteNumber("pingTimeout"u8, (long)options.PingTimeout.TotalMilliseconds);
            json.WriteNumber("maxPayload"u8, options.MaxPayloadBytes);
            json.WriteEndObject();
        }

        return packet.WrittenSpan.ToArray();
    }
}
