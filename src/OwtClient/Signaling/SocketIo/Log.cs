using Microsoft.Extensions.Logging;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Log messages of the Socket.IO signaling. Never the content of a message.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Debug, "Connected to {Portal} with Engine.IO {Version}.")]
    public static partial void Connected(ILogger logger, Uri portal, int version);

    [LoggerMessage(1102, LogLevel.Debug, "The portal does not speak Engine.IO {Version}: {Problem}")]
    public static partial void WrongVersion(ILogger logger, int version, string problem);

    [LoggerMessage(1103, LogLevel.Information, "The signaling connection ended: {Reason}.")]
    public static partial void ConnectionEnded(ILogger logger, SignalingDisconnectReason reason);

    [LoggerMessage(1104, LogLevel.Warning, "A packet that could not be read was ignored.")]
    public static partial void UnreadablePacket(ILogger logger);

    [LoggerMessage(1105, LogLevel.Error, "A handler of a signaling event threw; the event counts as handled.")]
    public static partial void HandlerThrew(ILogger logger, Exception exception);
}
