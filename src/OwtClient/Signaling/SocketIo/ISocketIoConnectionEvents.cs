using System.Text.Json;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Who hears of a connection. Called on its reading task, one call at a time.</summary>
internal interface ISocketIoConnectionEvents
{
    void HandleEvent(SocketIoConnection connection, string name, JsonElement? data);

    void HandleEnd(SocketIoConnection connection, SignalingDisconnectReason reason, SignalingException why);
}
