using Microsoft.Extensions.Logging;

namespace OwtClient.Server.Portal;

/// <summary>What the portal logs. Ids are unique within the server (1–99 here). Never a token, a ticket or a message.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: login {Outcome}.")]
    public static partial void Login(ILogger logger, string connectionId, LoginOutcome outcome);
}
