using Microsoft.Extensions.Logging;

namespace OwtClient.Conference;

/// <summary>Log messages of the conference. No tokens, tickets, descriptions or candidates.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "An event handler of the application threw; the event counts as handled.")]
    public static partial void HandlerThrew(ILogger logger, Exception exception);

    [LoggerMessage(1002, LogLevel.Information, "Joined room {RoomId} as {ParticipantId}: {Participants} participants, {Streams} streams.")]
    public static partial void Joined(ILogger logger, string roomId, string participantId, int participants, int streams);

    [LoggerMessage(1003, LogLevel.Information, "No longer in the conference: {Reason}.")]
    public static partial void Disconnected(ILogger logger, DisconnectReason reason);

    [LoggerMessage(1004, LogLevel.Warning, "The notification {Name} was ignored: {Problem}.")]
    public static partial void NotificationIgnored(ILogger logger, string name, string problem);

    [LoggerMessage(1006, LogLevel.Warning, "The session {SessionId} could not be removed from the server: {Reason}.")]
    public static partial void RemovalFailed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(1007, LogLevel.Error, "More notifications came than could be handled; the connection is given up.")]
    public static partial void TooManyNotifications(ILogger logger);

    [LoggerMessage(1009, LogLevel.Warning, "The logout was not acknowledged: {Reason}.")]
    public static partial void LogoutFailed(ILogger logger, string reason);

    [LoggerMessage(1010, LogLevel.Warning, "The signaling connection could not be closed properly.")]
    public static partial void DisconnectFailed(ILogger logger, Exception exception);

    [LoggerMessage(1011, LogLevel.Information, "The portal does not speak protocol {Version}.")]
    public static partial void ProtocolRefused(ILogger logger, string version);
}
