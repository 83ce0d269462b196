using Microsoft.Extensions.Logging;

namespace OwtClient.Channels;

/// <summary>Log messages of sessions. No descriptions, no candidates.</summary>
internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Warning, "The session {SessionId}, made by the server after its request had been given up, is removed.")]
    public static partial void OrphanRemoved(ILogger logger, string sessionId);

    [LoggerMessage(1202, LogLevel.Warning, "Session {SessionId}: the server did not take a candidate ({Error}).")]
    public static partial void CandidateRefused(ILogger logger, string sessionId, ConferenceError error);

    [LoggerMessage(1203, LogLevel.Warning, "Session {SessionId}: a candidate of the server could not be used.")]
    public static partial void RemoteCandidateIgnored(ILogger logger, string sessionId);

    [LoggerMessage(1204, LogLevel.Error, "A peer connection could not be closed properly.")]
    public static partial void PeerCloseFailed(ILogger logger, Exception exception);
}
