using System.Net;
using System.Text;
using System.Text.Json;

namespace OwtClient.Rest.Http;

/// <summary>Turns a refusing answer into an exception: <c>{"error":{"code","message"}}</c>, or whatever else came (PROTOCOL §8.3).</summary>
internal static class ErrorAnswer
{
    private const int LongestQuote = 200; // characters of an unexpected body worth showing

    public static OwtManagementException Explain(HttpMethod method, string path, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var (error, text) = Parse(Encoding.UTF8.GetString(body));
        var fault = FaultOf(response.StatusCode, error, text);
        var mayHaveCompleted = method == HttpMethod.Post && error == ManagementError.ClusterOperationFailed;
        return new OwtManagementException($"{method} {path} was refused with HTTP {(int)response.StatusCode}: {text}{Hint(method, error, text, fault)}")
        {
            StatusCode = response.StatusCode,
            Error = error,
            ServerMessage = text,
            Method = method,
            Path = path,
            Fault = fault,
            MayHaveCompleted = mayHaveCompleted,
        };
    }

    internal static (ManagementError Error, string Text) Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                return (CodeOf(error), error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? Text(message) : "no text");
            }
        }
        catch (JsonException)
        {
            // Not the API's form: a proxy or another server answered. Its text is the best there is.
        }

        var quote = body.Trim();
        return (ManagementError.None, quote.Length == 0 ? "no text" : quote.Length <= LongestQuote ? quote : quote[..LongestQuote] + "…");
    }

    /// <summary>The server answers 500 for bad input as well; its text tells in some cases, and in some nothing does.</summary>
    private static ManagementFault FaultOf(HttpStatusCode status, ManagementError error, string text)
    {
        if ((int)status is >= 400 and < 500) return ManagementFault.Request;
        if (IsBadId(text) || text.Contains("MediaOut conflicts", StringComparison.Ordinal)) return ManagementFault.Request;
        return error == ManagementError.ClusterOperationFailed && text is not "Failed to get portal" ? ManagementFault.Unknown : ManagementFault.Server;
    }

    private static string Hint(HttpMethod method, ManagementError error, string text, ManagementFault fault) => error switch
    {
        ManagementError.AuthenticationFailed => " (check service id and key)",
        ManagementError.Internal when IsBadId(text) => " (check the service id: 24 hexadecimal characters)",
        ManagementError.ClusterOperationFailed when fault == ManagementFault.Server => "",
        ManagementError.ClusterOperationFailed when method == HttpMethod.Patch =>
            " (the server also says this when it finds the change malformed, and when the room is not running)",
        ManagementError.ClusterOperationFailed when method == HttpMethod.Post =>
            " (the room may not be running, the source may not exist, or the operation may still complete: list before trying again)",
        ManagementError.ClusterOperationFailed => " (the room may not be running)",
        _ => "",
    };

    /// <summary>The database's text for an id that is none, which the server passes on.</summary>
    private static bool IsBadId(string text) => text.Contains("Cast to ObjectId failed", StringComparison.OrdinalIgnoreCase);

    private static ManagementError CodeOf(JsonElement error) =>
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var value) ? (ManagementError)value : ManagementError.None;

    private static string Text(JsonElement message)
    {
        try
        {
            return message.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "no text"; // half of a surrogate pair
        }
    }
}
