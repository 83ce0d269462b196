using Microsoft.Extensions.Logging;

namespace OwtClient.Server.Recording;

/// <summary>What recordings log. Ids are unique within the server (400–499 here).</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Error, "Recording {RecordingId} could not be written to its end.")]
    public static partial void FileFailed(ILogger logger, string recordingId, Exception exception);

    [LoggerMessage(401, LogLevel.Error, "Recording {RecordingId} could not be created.")]
    public static partial void CreationFailed(ILogger logger, string recordingId, Exception exception);
}
