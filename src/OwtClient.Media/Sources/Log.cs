using Microsoft.Extensions.Logging;

namespace OwtClient.Media.Sources;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A handler of FramePlayed threw.")]
    public static partial void FramePlayedHandlerFailed(ILogger logger, Exception exception);
}
