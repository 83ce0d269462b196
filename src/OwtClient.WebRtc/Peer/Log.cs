using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Peer;

/// <summary>Log messages of connections. No addresses, no credentials, no description texts.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Error, "An event handler failed.")]
    public static partial void EventHandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(201, LogLevel.Error, "A packet sink failed.")]
    public static partial void PacketSinkFailed(ILogger logger, Exception exception);

    [LoggerMessage(202, LogLevel.Information, "The connection is {State}.")]
    public static partial void ConnectionStateChanged(ILogger logger, PeerConnectionState state);

    [LoggerMessage(203, LogLevel.Debug, "ICE is {State}.")]
    public static partial void IceStateChanged(ILogger logger, IceConnectionState state);

    [LoggerMessage(204, LogLevel.Debug, "A remote candidate was not used.")]
    public static partial void CandidateIgnored(ILogger logger);

    [LoggerMessage(205, LogLevel.Information, "DTLS is up as {Role} with {Profile}.")]
    public static partial void DtlsConnected(ILogger logger, DtlsRole role, string profile);

    [LoggerMessage(206, LogLevel.Warning, "DTLS failed: {Failure} ({Detail}).")]
    public static partial void DtlsFailed(ILogger logger, DtlsFailure failure, string detail);

    [LoggerMessage(207, LogLevel.Warning, "{Count} ICE servers are not used: only stun URIs are supported.")]
    public static partial void IceServersIgnored(ILogger logger, int count);

    [LoggerMessage(208, LogLevel.Warning, "The name of a STUN server was not resolved.")]
    public static partial void StunServerUnknown(ILogger logger, Exception exception);

    [LoggerMessage(209, LogLevel.Error, "A connection's timer failed.")]
    public static partial void TimerFailed(ILogger logger, Exception exception);
}
