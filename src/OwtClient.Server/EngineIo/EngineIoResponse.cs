using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OwtClient.Server.EngineIo;

/// <summary>Answers to HTTP requests.</summary>
internal static class EngineIoResponse
{
    private static readonly byte[] Ok = "ok"u8.ToArray();

    /// <summary>Any origin may use the server, with credentials, as OWT's portal allows by default (PROTOCOL §2.1).</summary>
    public static void AllowOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0) return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin";
    }

    /// <summary>Answers a browser that asks whether it may send a request.</summary>
    public static void Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET,POST";
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Refuses with <c>{"code":…,"message":…}</c>.</summary>
    public static Task RefuseAsync(HttpContext context, EngineIoError error)
    {
        context.Response.StatusCode = error == EngineIoError.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(ErrorBody(error), context.RequestAborted).AsTask();
    }

    /// <summary>Answers with packets.</summary>
    public static Task TextAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "text/plain; charset=UTF-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Confirms a POST.</summary>
    public static Task OkAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = Ok.Length;
        return context.Response.Body.WriteAsync(Ok, context.RequestAborted).AsTask();
    }

    private static byte[] ErrorBody(EngineIoError error)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, (int)error);
            json.WriteString("message"u8, TextOf(error));
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private static string TextOf(EngineIoError error) => error switch
    {
        EngineIoError.UnknownTransport => "Transport unknown",
        EngineIoError.UnknownSession => "Session ID unknown",
        EngineIoError.BadHandshakeMethod => "Bad handshake method",
        EngineIoError.Forbidden => "Forbidden",
        EngineIoError.UnsupportedVersion => "Unsupported protocol version",
        _ => "Bad request",
    };
}
