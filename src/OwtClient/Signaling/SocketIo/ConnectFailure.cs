using System.Net.Sockets;
using System.Security.Authentication;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Says in one sentence why a portal could not be reached, and what to do.</summary>
internal static class ConnectFailure
{
    public static SignalingException Explain(Uri portal, Exception cause, bool speaksOtherScheme)
    {
        if (speaksOtherScheme) return new SignalingException(OtherScheme(portal), cause);
        var reason = Find<SocketException>(cause) is { } socket ? Socket(socket)
            : Find<AuthenticationException>(cause) is { } tls ? $"TLS failed: {tls.Message} A self-signed certificate is accepted by SocketIoSignalingOptions.CertificateValidation."
            : $"{cause.Message}";
        return new SignalingException($"Cannot connect to {portal}: {reason}", cause);
    }

    private static string OtherScheme(Uri portal) => portal.Scheme == Uri.UriSchemeHttps
        ? $"Cannot connect to {portal}: the token says that the portal is secure, but it speaks plain HTTP. Turn TLS on in the portal's configuration, or issue tokens with \"secure\": false."
        : $"Cannot connect to {portal}: the token says that the portal is not secure, but it speaks TLS. Issue tokens with \"secure\": true (portal option ssl, or an external address that begins with https).";

    private static string Socket(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known to DNS.",
        SocketError.ConnectionRefused => "the connection was refused; no portal listens there.",
        SocketError.TimedOut => "it did not answer.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no route to it.",
        _ => e.Message,
    };

    private static T? Find<T>(Exception exception)
        where T : Exception
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is T found) return found;
        }

        return null;
    }
}
