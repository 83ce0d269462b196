using System.Text.Json;
using OwtClient.Server.EngineIo;
using OwtClient.Server.Portal;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Http;

/// <summary>Hands what comes over a Socket.IO connection to the portal.</summary>
internal sealed class PortalHandler(PortalConnection connection) : ISocketIoHandler
{
    public void HandleEvent(string name, IReadOnlyList<JsonElement> arguments, Action<IReadOnlyList<JsonElement>>? ack) =>
        connection.HandleRequest(name, arguments, new RequestAck(ack));

    public void HandleClosed(EngineIoCloseReason reason) => connection.HandleClosed();
}
