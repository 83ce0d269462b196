using System.Text.Json;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.SocketIo;

/// <summary>What serves one connected client.</summary>
/// <remarks>Called by the connection's owner task, one call at a time; does not block.</remarks>
internal interface ISocketIoHandler
{
    /// <summary>The client sent an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments, without the ack.</param>
    /// <param name="ack">
    /// Answers it, once, at any time, from any thread; null when no answer is wanted. What is emitted after the call
    /// reaches the client after the answer.
    /// </param>
    void HandleEvent(string name, IReadOnlyList<JsonElement> arguments, Action<IReadOnlyList<JsonElement>>? ack);

    /// <summary>The connection ended, whoever ended it. The last call.</summary>
    void HandleClosed(EngineIoCloseReason reason);
}
