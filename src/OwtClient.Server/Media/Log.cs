using Microsoft.Extensions.Logging;

namespace OwtClient.Server.Media;

/// <summary>What the media side logs. Ids are unique within the server (100–199 here). Never an address, credential or key.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "Work of a transport failed.")]
    public static partial void WorkFailed(ILogger logger, Exception exception);

    [LoggerMessage(101, LogLevel.Information, "Transport {TransportId}: offer refused: {Reason}")]
    public static partial void OfferRefused(ILogger logger, string transportId, string reason);

    [LoggerMessage(102, LogLevel.Debug, "Transport {TransportId}: candidate ignored: {Reason}")]
    public static partial void CandidateIgnored(ILogger logger, string transportId, string reason);

    [LoggerMessage(103, LogLevel.Debug, "Transport {TransportId}: connection is {State}.")]
    public static partial void ConnectionState(ILogger logger, string transportId, WebRtc.PeerConnectionState state);

    [LoggerMessage(104, LogLevel.Information, "Transport {TransportId} ended: {Reason}")]
    public static partial void TransportEnded(ILogger logger, string transportId, string reason);
}
