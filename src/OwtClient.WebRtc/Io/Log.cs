using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace OwtClient.WebRtc.Io;

/// <summary>Log messages of the sockets. No addresses: they are the user's.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "A datagram's handler failed.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(101, LogLevel.Warning, "A local address could not be bound: {Error}.")]
    public static partial void BindFailed(ILogger logger, SocketError error);
}
