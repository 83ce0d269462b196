using Microsoft.Extensions.Logging;

namespace OwtClient.Reconnection;

/// <summary>Log messages of losing and regaining. No tokens or tickets.</summary>
internal static partial class Log
{
    [LoggerMessage(1301, LogLevel.Warning, "The signaling connection was lost; the client tries to come back.")]
    public static partial void Reconnecting(ILogger logger, Exception? exception);

    [LoggerMessage(1302, LogLevel.Information, "Attempt {Attempt} to come back failed: {Reason}")]
    public static partial void AttemptFailed(ILogger logger, int attempt, string reason);

    [LoggerMessage(1303, LogLevel.Information, "Back in the conference: {Kind}, attempt {Attempt}; {Lost} notifications are lost.")]
    public static partial void Reconnected(ILogger logger, ReconnectKind kind, int attempt, long lost);

    [LoggerMessage(1304, LogLevel.Warning, "The reconnection ticket was not refreshed: {Reason}.")]
    public static partial void RefreshFailed(ILogger logger, string reason);

    [LoggerMessage(1310, LogLevel.Debug, "The reconnection ticket was refreshed.")]
    public static partial void Refreshed(ILogger logger);

    [LoggerMessage(1305, LogLevel.Error, "The reconnect policy threw; the client gives up.")]
    public static partial void PolicyThrew(ILogger logger, Exception exception);

    [LoggerMessage(1306, LogLevel.Warning, "The media of session {SessionId} are interrupted: {Reason}")]
    public static partial void Interrupted(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1307, LogLevel.Information, "Media flow again: session {SessionId} took the place of {OldSessionId}.")]
    public static partial void Restored(ILogger logger, string sessionId, string oldSessionId);

    [LoggerMessage(1308, LogLevel.Information, "Attempt {Attempt} to restore session {SessionId} failed: {Reason}")]
    public static partial void RestoreFailed(ILogger logger, int attempt, string sessionId, string reason);

    [LoggerMessage(1309, LogLevel.Warning, "Session {SessionId} was restored, but not all of its settings: {Reason}")]
    public static partial void ReapplyFailed(ILogger logger, string sessionId, string reason);
}
