using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.SocketIo;

/// <summary>Builds packets of the main namespace, each as the Engine.IO message that carries it.</summary>
internal static class SocketIoPacketWriter
{
    private const int MaxIdDigits = 20;
    private static readonly JsonWriterOptions AsJavaScript = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>["name", data]</c>, or <c>["name"]</c> when there is no data.</summary>
    public static byte[] Event(string name, JsonElement data)
    {
        var packet = Begin(SocketIoPacketType.Event);
        using (var json = new Utf8JsonWriter(packet, AsJavaScript))
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            if (data.ValueKind != JsonValueKind.Undefined) data.WriteTo(json);
            json.WriteEndArray();
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>The answer to the event with this id.</summary>
    public static byte[] Ack(long id, IReadOnlyList<JsonElement> arguments)
    {
        var packet = Begin(SocketIoPacketType.Ack);
        Utf8Formatter.TryFormat(id, packet.GetSpan(MaxIdDigits), out var digits);
        packet.Advance(digits);
        using (var json = new Utf8JsonWriter(packet, AsJavaScript))
        {
            json.WriteStartArray();
            foreach (var argument in arguments) argument.WriteTo(json);
            json.WriteEndArray();
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Confirms the connection: version 4 with the socket's id, version 3 without a word.</summary>
    public static byte[] Connect(EngineIoVersion version, string socketId)
    {
        var packet = Begin(SocketIoPacketType.Connect);
        if (version == EngineIoVersion.V3) return packet.WrittenSpan.ToArray();
        WriteObject(packet, "sid"u8, socketId);
        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Refuses a namespace: version 4 with an object, version 3 with a text.</summary>
    public static byte[] ConnectError(EngineIoVersion version, ReadOnlySpan<byte> @namespace, string message)
    {
        var packet = Begin(SocketIoPacketType.ConnectError);
        packet.Write(@namespace);
        packet.Write(","u8);
        if (version == EngineIoVersion.V4)
        {
            WriteObject(packet, "message"u8, message);
        }
        else
        {
            using var json = new Utf8JsonWriter(packet, AsJavaScript);
            json.WriteStringValue(message);
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Tells the client that it was disconnected on purpose.</summary>
    public static byte[] Disconnect() => [(byte)EngineIoPacketType.Message, (byte)SocketIoPacketType.Disconnect];

    private static ArrayBufferWriter<byte> Begin(SocketIoPacketType type)
    {
        var packet = new ArrayBufferWriter<byte>();
        packet.Write([(byte)EngineIoPacketType.Message, (byte)type]);
        return packet;
    }

    private static void WriteObject(ArrayBufferWriter<byte> packet, ReadOnlySpan<byte> name, string value)
    {
        using var json = new Utf8JsonWriter(packet, AsJavaScript);
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    }
}
