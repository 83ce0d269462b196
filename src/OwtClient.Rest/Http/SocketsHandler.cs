using System.Net;
using System.Net.Security;

namespace OwtClient.Rest.Http;

/// <summary>Makes the connections of clients that have their own.</summary>
internal static class SocketsHandler
{
    private const int LargestAnswer = 16 * 1024 * 1024; // bytes; a list of ten thousand rooms is smaller
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10); // so that a changed DNS entry is seen

    /// <exception cref="ArgumentException">The pin is malformed.</exception>
    public static SocketsHttpHandler Create(TimeSpan connectTimeout, string? pinnedSha256, RemoteCertificateValidationCallback? validation)
    {
        var callback = pinnedSha256 is null ? validation : new CertificatePin(pinnedSha256).Validate;
        return new SocketsHttpHandler
        {
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            AllowAutoRedirect = false, // the API never redirects; a signed request does not go elsewhere
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = callback },
        };
    }

    public static HttpClient CreateClient(HttpMessageHandler handler) => new(handler)
    {
        Timeout = Timeout.InfiniteTimeSpan, // the transport sets a limit per request
        MaxResponseContentBufferSize = LargestAnswer,
        DefaultRequestVersion = HttpVersion.Version20, // agreed on by ALPN; servers without it, and those without TLS, get 1.1
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };
}
