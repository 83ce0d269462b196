using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OwtClient.Server.EngineIo;

/// <summary>The sessions, and the HTTP requests that open and carry them.</summary>
/// <remarks>Thread-safe. Disposing ends all sessions and waits for their handlers.</remarks>
internal sealed class EngineIoServer(
    EngineIoOptions options, TimeProvider time, ILogger logger, Func<EngineIoSession, IEngineIoHandler> accept) : IAsyncDisposable
{
    /// <summary>Real time, whatever the server's clock does: one that a test holds still must not hold up a stop.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, (EngineIoSession Session, Task Run)> _sessions = new();
    private volatile bool _stopped;
    private long _refuseUntil; // timestamp
    private int _refused;

    /// <summary>Number of open sessions.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>Requests for a new session that were cut off because of <see cref="RefuseSessions"/>.</summary>
    public int RefusedSessions => Volatile.Read(ref _refused);

    /// <summary>Cuts off requests for a new session from now on, for this long.</summary>
    public void RefuseSessions(TimeSpan duration)
    {
        var ticks = duration.TotalSeconds * time.TimestampFrequency;
        Volatile.Write(ref _refuseUntil, ticks >= long.MaxValue / 2 ? long.MaxValue : time.GetTimestamp() + (long)ticks);
    }

    /// <summary>Cuts off all sessions (<see cref="EngineIoSession.Abort"/>).</summary>
    /// <returns>How many there were.</returns>
    public int AbortAll()
    {
        var all = _sessions.Values.ToArray();
        foreach (var (session, _) in all) session.Abort();
        return all.Length;
    }

    /// <summary>Handles a request to the Engine.IO path. Its WebSocket requests need the WebSocket middleware before it.</summary>
    public Task HandleAsync(HttpContext context)
    {
        EngineIoResponse.AllowOrigin(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            EngineIoResponse.Preflight(context);
            return Task.CompletedTask;
        }

        var query = context.Request.Query;
        string? transport = query["transport"], sessionId = query["sid"];
        var webSocket = transport == "websocket";
        if (!webSocket && transport != "polling") return EngineIoResponse.RefuseAsync(context, EngineIoError.UnknownTransport);
        if (webSocket != context.WebSockets.IsWebSocketRequest) return EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest);
        if (string.IsNullOrEmpty(sessionId)) return OpenAsync(context, webSocket, query["EIO"]);
        if (!_sessions.TryGetValue(sessionId, out var known)) return EngineIoResponse.RefuseAsync(context, EngineIoError.UnknownSession);
        return webSocket ? UpgradeAsync(context, known.Session) : PollAsync(context, known.Session);
    }

    /// <summary>Ends all sessions, which may fetch what was sent to them for a moment yet; further requests are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        var all = _sessions.Values.ToArray();
        foreach (var (session, _) in all) session.CloseAfterFlush(EngineIoCloseReason.ServerStopped);
        await Task.WhenAny(Task.WhenAll(all.Select(entry => WhenClosedAsync(entry.Session))), Task.Delay(StopGrace)).ConfigureAwait(false);
        foreach (var (session, run) in all)
        {
            session.Close(EngineIoCloseReason.ServerStopped);
            await run.ConfigureAwait(false);
        }
    }

    private static async Task WhenClosedAsync(EngineIoSession session) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, session.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task OpenAsync(HttpContext context, bool webSocket, string? versionText)
    {
        if (time.GetTimestamp() < Volatile.Read(ref _refuseUntil))
        {
            Interlocked.Increment(ref _refused);
            context.Abort();
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !webSocket)
        {
            await EngineIoResponse.RefuseAsync(context, EngineIoError.BadHandshakeMethod).ConfigureAwait(false);
            return;
        }

        if (VersionOf(versionText) is not { } version || !options.Versions.Contains(version))
        {
            await EngineIoResponse.RefuseAsync(context, EngineIoError.UnsupportedVersion).ConfigureAwait(false);
            return;
        }

        if (_stopped || _sessions.Count >= options.MaxSessions)
        {
            await EngineIoResponse.RefuseAsync(context, EngineIoError.Forbidden).ConfigureAwait(false);
            return;
        }

        var session = Start(version, mayUpgrade: !webSocket);
        using var cut = session.Aborted.Register(context.Abort);
        if (webSocket) await CarryAsync(context, session).ConfigureAwait(false);
        else await EngineIoPolling.GetAsync(context, session, time).ConfigureAwait(false);
    }

    private EngineIoSession Start(EngineIoVersion version, bool mayUpgrade)
    {
        var session = new EngineIoSession(SessionId.Create(), version, options, time, logger);
        if (!mayUpgrade) session.Transport.UseWebSocket();
        session.Send(EngineIoHandshake.Build(session.Id, mayUpgrade, options));
        var handler = accept(session);
        _sessions[session.Id] = (session, RunAsync(session, handler));
        session.Closed.Register(() => _sessions.TryRemove(session.Id, out _));
        if (_stopped) session.Close(EngineIoCloseReason.ServerStopped);
        Log.SessionOpened(logger, session.Id, version);
        return session;
    }

    private static async Task RunAsync(EngineIoSession session, IEngineIoHandler handler)
    {
        await Task.Yield(); // the owner task is not the request's
        await session.RunAsync(handler).ConfigureAwait(false);
    }

    private async Task PollAsync(HttpContext context, EngineIoSession session)
    {
        using var cut = session.Aborted.Register(context.Abort);
        if (session.Transport.IsWebSocket) await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
        else if (HttpMethods.IsPost(context.Request.Method))
            await EngineIoPolling.PostAsync(context, session, options.MaxPayloadBytes).ConfigureAwait(false);
        else if (HttpMethods.IsGet(context.Request.Method)) await EngineIoPolling.GetAsync(context, session, time).ConfigureAwait(false);
        else await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
    }

    private async Task UpgradeAsync(HttpContext context, EngineIoSession session)
    {
        if (session.Transport.IsWebSocket)
        {
            await EngineIoResponse.RefuseAsync(context, EngineIoError.BadRequest).ConfigureAwait(false);
            return;
        }

        using var cut = session.Aborted.Register(context.Abort);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var transport = new EngineIoWebSocket(socket, session, options, time);
        if (await transport.UpgradeAsync().ConfigureAwait(false))
            await transport.RunAsync().ConfigureAwait(false);
    }

    private async Task CarryAsync(HttpContext context, EngineIoSession session)
    {
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var transport = new EngineIoWebSocket(socket, session, options, time);
            await transport.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            session.Close(EngineIoCloseReason.TransportClosed);
        }
    }

    /// <summary>As the reference implementation: clients of version 3 may leave the parameter out.</summary>
    private static EngineIoVersion? VersionOf(string? text) => text switch
    {
        "4" => EngineIoVersion.V4,
        "3" or null or "" => EngineIoVersion.V3,
        _ => null,
    };
}
