using System.Text;
using System.Text.Json;
using OwtClient.Server.EngineIo;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Tests.SocketIo;

public class SocketIoPacketTests
{
    [Theory]
    [InlineData("0", '0', "/", null, "")]
    [InlineData("0{\"token\":\"123\"}", '0', "/", null, "{\"token\":\"123\"}")]
    [InlineData("0/admin,{\"sid\":\"x\"}", '0', "/admin", null, "{\"sid\":\"x\"}")]
    [InlineData("0/admin?token=1,", '0', "/admin", null, "")]
    [InlineData("0/admin", '0', "/admin", null, "")]
    [InlineData("1", '1', "/", null, "")]
    [InlineData("2[\"foo\"]", '2', "/", null, "[\"foo\"]")]
    [InlineData("212[\"foo\",1]", '2', "/", 12L, "[\"foo\",1]")]
    [InlineData("2/admin,456[\"delete\",123]", '2', "/admin", 456L, "[\"delete\",123]")]
    [InlineData("3/,0[]", '3', "/", 0L, "[]")]
    public void Frame_IsRead(string text, char type, string name, long? id, string data)
    {
        var packet = Encoding.UTF8.GetBytes(text);

        Assert.Equal(SocketIoPacketStatus.Ok, SocketIoPacketReader.Parse(packet, out var reader));

        Assert.Equal(type, (char)reader.Type);
        Assert.Equal(name, Encoding.UTF8.GetString(reader.Namespace));
        Assert.Equal(id, reader.Id);
        Assert.Equal(data, Encoding.UTF8.GetString(packet.AsSpan(reader.DataOffset)));
    }

    [Theory]
    [InlineData("", SocketIoPacketStatus.UnknownType)]
    [InlineData("7", SocketIoPacketStatus.UnknownType)]
    [InlineData("x", SocketIoPacketStatus.UnknownType)]
    [InlineData("51-[\"a\",{\"_placeholder\":true,\"num\":0}]", SocketIoPacketStatus.Binary)]
    [InlineData("61-1[]", SocketIoPacketStatus.Binary)]
    [InlineData("21234567890123456789[\"a\"]", SocketIoPacketStatus.BadId)]
    public void MalformedFrame_IsAStatus(string text, object status) =>
        Assert.Equal((SocketIoPacketStatus)status, SocketIoPacketReader.Parse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("[\"foo\"]", "foo", 0)]
    [InlineData(" [ \"foo\" , {\"a\":[1]} , null ] ", "foo", 2)]
    [InlineData("[\"\\u00e9\",1]", "é", 1)]
    public void Arguments_AreTaken(string json, string name, int count)
    {
        Assert.True(SocketIoArguments.TryParse(Encoding.UTF8.GetBytes(json), out var found, out var arguments));
        Assert.Equal(name, found);
        Assert.Equal(count, arguments.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("[\"a\"")]
    [InlineData("[\"a\"]x")]
    [InlineData("[\"a\"][]")]
    [InlineData("[\"a\",]")]
    [InlineData("[\"\\ud800\"]")] // half a character, which no .NET string should hold
    [InlineData("[\"a\",{\"b\":[\"\\udc00\"]}]")]
    [InlineData("[\"a\",{\"\\ud800x\":1}]")]
    public void MalformedArguments_AreRefused(string json) =>
        Assert.False(SocketIoArguments.TryParse(Encoding.UTF8.GetBytes(json), out _, out _));

    [Fact]
    public void ArgumentsThatAreNoUtf8_AreRefused() =>
        Assert.False(SocketIoArguments.TryParse([.. "[\"a\",\""u8, 0xC3, .. "\"]"u8], out _, out _));

    [Fact]
    public void TooDeepArguments_AreRefused() =>
        Assert.False(SocketIoArguments.TryParse(Encoding.UTF8.GetBytes("[\"a\"," + new string('[', 10_000)), out _, out _));

    [Fact]
    public void DamagedPacket_NeverThrows()
    {
        var packet = "2/admin?x,17[\"login\",{\"token\":\"\\u00e9é\",\"n\":-1.5e3},null,true]"u8.ToArray();

        for (var length = 0; length <= packet.Length; length++) Check(packet.AsSpan(0, length));
        for (var at = 0; at < packet.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var changed = packet.ToArray();
                changed[at] = (byte)value;
                Check(changed);
            }
        }

        static void Check(ReadOnlySpan<byte> damaged)
        {
            if (SocketIoPacketReader.Parse(damaged, out var reader) != SocketIoPacketStatus.Ok) return;
            Assert.InRange(reader.DataOffset, 1, damaged.Length);
            var read = SocketIoArguments.TryParse(damaged[reader.DataOffset..], out var name, out var arguments);
            Assert.True(read || (name.Length == 0 && arguments.Count == 0));
        }
    }

    [Fact]
    public void Writer_WritesWhatClientsKnow()
    {
        var data = JsonDocument.Parse("{\"a\":\"é<\"}").RootElement;

        Assert.Equal("42[\"stream\",{\"a\":\"é<\"}]", Text(SocketIoPacketWriter.Event("stream", data)));
        Assert.Equal("42[\"drop\",null]", Text(SocketIoPacketWriter.Event("drop", JsonDocument.Parse("null").RootElement)));
        Assert.Equal("42[\"na\\\"me\"]", Text(SocketIoPacketWriter.Event("na\"me", default)));
        Assert.Equal("430[]", Text(SocketIoPacketWriter.Ack(0, [])));
        Assert.Equal("4317[\"ok\",{\"a\":\"é<\"}]", Text(SocketIoPacketWriter.Ack(17, [JsonSerializer.SerializeToElement("ok"), data])));
        Assert.Equal("40", Text(SocketIoPacketWriter.Connect(EngineIoVersion.V3, "id")));
        Assert.Equal("40{\"sid\":\"id\"}", Text(SocketIoPacketWriter.Connect(EngineIoVersion.V4, "id")));
        Assert.Equal(
            "44/x,\"Invalid namespace\"", Text(SocketIoPacketWriter.ConnectError(EngineIoVersion.V3, "/x"u8, "Invalid namespace")));
        Assert.Equal(
            "44/x,{\"message\":\"Invalid namespace\"}",
            Text(SocketIoPacketWriter.ConnectError(EngineIoVersion.V4, "/x"u8, "Invalid namespace")));
        Assert.Equal("41", Text(SocketIoPacketWriter.Disconnect()));
    }

    private static string Text(byte[] packet) => Encoding.UTF8.GetString(packet);
}
