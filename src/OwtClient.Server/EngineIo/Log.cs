using Microsoft.Extensions.Logging;

namespace OwtClient.Server.EngineIo;

/// <summary>What the transport logs. Ids are unique within the server (200–219 here). Never a packet.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Debug, "Session {SessionId} opened, Engine.IO {Version}.")]
    public static partial void SessionOpened(ILogger logger, string sessionId, EngineIoVersion version);

    [LoggerMessage(201, LogLevel.Debug, "Session {SessionId} closed: {Reason}.")]
    public static partial void SessionClosed(ILogger logger, string sessionId, EngineIoCloseReason reason);

    [LoggerMessage(202, LogLevel.Error, "Session {SessionId}: a message could not be handled.")]
    public static partial void HandlerFailed(ILogger logger, string sessionId, Exception exception);
}
