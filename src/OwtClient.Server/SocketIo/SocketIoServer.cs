using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.SocketIo;

/// <summary>
/// A Socket.IO server for clients of the major versions 2, 3 and 4, over polling and WebSocket, with the namespace <c>/</c>.
/// </summary>
/// <remarks>Thread-safe. The application must use the WebSocket middleware before the endpoint. Disposing disconnects everybody.</remarks>
internal sealed class SocketIoServer : IAsyncDisposable
{
    private readonly EngineIoServer _engine;

    /// <param name="options">Limits and times.</param>
    /// <param name="time">Clock of all time-outs.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="accept">Called for each client that connects, before its first event; returns what serves it. Does not block.</param>
    public SocketIoServer(
        EngineIoOptions options, TimeProvider time, ILoggerFactory loggers, Func<SocketIoSocket, ISocketIoHandler> accept) =>
        _engine = new EngineIoServer(
            options,
            time,
            loggers.CreateLogger("OwtClient.Server.EngineIo"),
            session => new SocketIoConnection(session, accept, options.ConnectTimeout, time));

    /// <summary>Number of connected clients, counting those that are still connecting.</summary>
    public int ConnectionCount => _engine.SessionCount;

    /// <summary>Connections that were cut off because of <see cref="RefuseConnections"/>.</summary>
    public int RefusedConnections => _engine.RefusedSessions;

    /// <summary>Cuts off new connections from now on, for this long.</summary>
    public void RefuseConnections(TimeSpan duration) => _engine.RefuseSessions(duration);

    /// <summary>Cuts off all connections, without a goodbye.</summary>
    /// <returns>How many there were.</returns>
    public int AbortAll() => _engine.AbortAll();

    /// <summary>Serves clients at their default path, <c>/socket.io</c>, with or without a slash at its end.</summary>
    public IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/socket.io", (HttpContext context) => _engine.HandleAsync(context));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
