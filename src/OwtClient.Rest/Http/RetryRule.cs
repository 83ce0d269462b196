using System.Net.Sockets;

namespace OwtClient.Rest.Http;

/// <summary>Which requests may be sent again, and after which failures.</summary>
internal static class RetryRule
{
    /// <summary>GET, PUT and DELETE may be sent twice (RFC 9110 §9.2.2); a second POST creates a second thing, a second PATCH may move one twice.</summary>
    public static bool IsIdempotent(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Put || method == HttpMethod.Delete;

    /// <summary>True when the connection failed. A refused certificate or a too long answer would only fail the same way again.</summary>
    public static bool Allows(HttpMethod method, HttpRequestException failure) => IsIdempotent(method) && failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError => true,
        HttpRequestError.Unknown => failure.InnerException is IOException or SocketException, // a reset while sending or receiving
        _ => false,
    };
}
