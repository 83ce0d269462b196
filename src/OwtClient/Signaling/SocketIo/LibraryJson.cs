using System.Text.Json;
using SocketIOClient.JsonSerializer;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Serialises for the library without reflection: arguments are JSON already.</summary>
internal sealed class LibraryJson : IJsonSerializer
{
    public JsonSerializeResult Serialize(object[] data) => new()
    {
        Json = $"[{string.Join(',', data.Cast<JsonElement>().Select(element => element.GetRawText()))}]",
        Bytes = [],
    };

    // Results are read as JsonElement, never through the library.
    public T Deserialize<T>(string json) => throw new NotSupportedException();

    public T Deserialize<T>(string json, IList<byte[]> incomingBytes) => throw new NotSupportedException();
}
