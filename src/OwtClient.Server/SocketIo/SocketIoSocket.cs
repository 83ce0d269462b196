using System.Text.Json;
using OwtClient.Server.EngineIo;
using OwtClient.Server.Portal;

namespace OwtClient.Server.SocketIo;

/// <summary>One connected client, as its handler sees it.</summary>
/// <remarks>Thread-safe. Nothing blocks: packets are queued and leave in order.</remarks>
internal sealed class SocketIoSocket(string id, EngineIoSession session) : IPortalSocket
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public void Emit(string name, JsonElement data) => session.Send(SocketIoPacketWriter.Event(name, data));

    /// <inheritdoc/>
    public void Disconnect()
    {
        session.Send(SocketIoPacketWriter.Disconnect());
        session.CloseAfterFlush(EngineIoCloseReason.ServerClosed);
    }

    /// <inheritdoc/>
    public void Abort() => session.Abort();

    /// <inheritdoc/>
    public void StopHeartbeat() => session.StopHeartbeat();

    /// <summary>What answers the event with this id. Only the first call does.</summary>
    public Action<IReadOnlyList<JsonElement>> AckFor(long eventId)
    {
        var answered = 0;
        return arguments =>
        {
            if (Interlocked.Exchange(ref answered, 1) == 0) session.Send(SocketIoPacketWriter.Ack(eventId, arguments));
        };
    }
}
