using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OwtClient.Server.Http;

/// <summary>
/// Serves the page that shows a room in a browser, at <c>/</c> and <c>/watch</c>. Its files are embedded in the assembly.
/// </summary>
internal static class WatchPage
{
    /// <summary>Everything comes from this server; nothing inline, nothing from elsewhere, no framing.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Name, string ContentType)[] Files =
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("conference.js", "text/javascript; charset=utf-8"),
        ("session.js", "text/javascript; charset=utf-8"),
        ("socket.js", "text/javascript; charset=utf-8"),
        ("tile.js", "text/javascript; charset=utf-8"),
        ("watch.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ];

    public static void Map(WebApplication app)
    {
        var index = Read("index.html");
        foreach (var path in (ReadOnlySpan<string>)["/", "/watch"])
            app.MapGet(path, context => WriteAsync(context, index, "text/html; charset=utf-8"));
        foreach (var (name, contentType) in Files)
        {
            var content = Read(name);
            app.MapGet("/watch/" + name, context => WriteAsync(context, content, contentType));
        }
    }

    private static Task WriteAsync(HttpContext context, byte[] content, string contentType)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer"; // the address may hold a token
        context.Response.ContentType = contentType;
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("watch/" + name)
            ?? throw new InvalidOperationException($"The file {name} is not embedded.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
