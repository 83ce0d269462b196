using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Finds out whether a host speaks the other scheme, after connecting with the given one failed.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Whether the portal answers with TLS (asked when its address says http) or without (asked when it says https).</summary>
    public static async Task<bool> SpeaksOtherSchemeAsync(Uri portal, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(portal.Host.Trim('[', ']'), portal.Port, stop.Token).ConfigureAwait(false);
            return portal.Scheme == Uri.UriSchemeHttps
                ? await AnswersPlainHttpAsync(client.GetStream(), portal, stop.Token).ConfigureAwait(false)
                : await AnswersTlsAsync(client.GetStream(), portal, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersTlsAsync(NetworkStream stream, Uri portal, CancellationToken cancellationToken)
    {
        // Nothing is sent over this connection, so whose certificate it is does not matter: only that there is one.
        var sawCertificate = false;
        using var tls = new SslStream(stream, leaveInnerStreamOpen: true, (_, certificate, _, _) => sawCertificate = certificate is not null);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = portal.Host }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AuthenticationException)
        {
            return sawCertificate;
        }
    }

    private static async Task<bool> AnswersPlainHttpAsync(NetworkStream stream, Uri portal, CancellationToken cancellationToken)
    {
        var request = $"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: {portal.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
        var start = new byte[5];
        await stream.ReadExactlyAsync(start, cancellationToken).ConfigureAwait(false);
        return start.AsSpan().SequenceEqual("HTTP/"u8);
    }
}
