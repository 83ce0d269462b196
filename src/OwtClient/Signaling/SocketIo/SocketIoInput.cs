using System.Text.Json;

namespace OwtClient.Signaling.SocketIo;

/// <summary>What a received packet means.</summary>
internal abstract record SocketIoInput
{
    private SocketIoInput()
    {
    }

    /// <summary>The server accepted the namespace: requests may go out.</summary>
    public sealed record Connected : SocketIoInput;

    /// <summary>The server refused the namespace.</summary>
    public sealed record Refused(string Message) : SocketIoInput;

    /// <summary>The server closed on purpose.</summary>
    public sealed record ServerDisconnected : SocketIoInput;

    /// <summary>A notification.</summary>
    public sealed record Event(string Name, JsonElement? Data) : SocketIoInput;

    /// <summary>An answer.</summary>
    public sealed record Ack(PendingRequest Request, IReadOnlyList<JsonElement> Arguments) : SocketIoInput;

    /// <summary>Nothing the library could read.</summary>
    public sealed record Unreadable : SocketIoInput;
}
