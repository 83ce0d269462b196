using System.Text.Json;
using OwtClient.Fuzz.Harness;
using OwtClient.Server.SocketIo;

namespace OwtClient.Fuzz.Server;

public class SocketIoFuzzTests
{
    /// <summary>A packet's frame and its arguments; texts inside can all be read.</summary>
    [Fact]
    public void Packet_AnyBytes()
    {
        byte[][] packets =
        [
            "0"u8.ToArray(), "0/admin,"u8.ToArray(), "1"u8.ToArray(), "2[\"text\",{\"to\":\"all\",\"message\":\"\\ud83d\\ude00\"}]"u8.ToArray(),
            "213[\"login\",{\"token\":\"x\"}]"u8.ToArray(), "2/a?b=c,17[\"logout\"]"u8.ToArray(), "3999999999999999999[]"u8.ToArray(), "51-[\"x\"]"u8.ToArray(),
        ];
        Fuzzer.Json(packets, input =>
        {
            if (SocketIoPacketReader.Parse(input, out var packet) != SocketIoPacketStatus.Ok) return;
            Assert.InRange(packet.DataOffset, 0, input.Length);
            if (!SocketIoArguments.TryParse(input.AsSpan(packet.DataOffset), out _, out var arguments)) return;
            foreach (var argument in arguments) ReadTexts(argument);
        });
    }

    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String: element.GetString(); break;
            case JsonValueKind.Array: foreach (var item in element.EnumerateArray()) ReadTexts(item); break;
            case JsonValueKind.Object: foreach (var member in element.EnumerateObject()) ReadTexts(member.Value); break;
            default: break;
        }
    }
}
