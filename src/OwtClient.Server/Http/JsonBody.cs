using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OwtClient.Server.Management;

namespace OwtClient.Server.Http;

/// <summary>Reads the JSON body of a request.</summary>
internal static class JsonBody
{
    /// <returns>An undefined element when there is no body, null when it is no JSON that can be taken at its word, or too long.</returns>
    public static async Task<JsonElement?> ReadAsync(HttpContext context, int mostBytes)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return default(JsonElement);
        if (context.Request.ContentLength > mostBytes) return null;
        var buffer = new byte[context.Request.ContentLength ?? (mostBytes + 1)];
        var reading = context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        var length = await reading.ConfigureAwait(false);
        if (length > mostBytes) return null;
        return length == 0 ? default(JsonElement) : Parse(buffer.AsMemory(0, length));
    }

    /// <returns>Null when it is no JSON that can be taken at its word.</returns>
    internal static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return PlainJson.IsPlain(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
