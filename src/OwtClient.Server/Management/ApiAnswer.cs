using System.Text.Json.Nodes;

namespace OwtClient.Server.Management;

/// <summary>What a management request is answered with: a status and JSON, text, or nothing.</summary>
internal sealed record ApiAnswer
{
    private ApiAnswer()
    {
    }

    /// <summary>HTTP status.</summary>
    public int Status { get; private init; } = 200;

    public JsonNode? Json { get; private init; }

    /// <summary>Plain text, or null with <see cref="Json"/>.</summary>
    public string? Text { get; private init; }

    /// <summary>200 without a body.</summary>
    public static ApiAnswer Empty { get; } = new() { Text = "" };

    public static ApiAnswer OfJson(JsonNode json) => new() { Json = json };

    public static ApiAnswer OfText(string text) => new() { Text = text };

    public static ApiAnswer Failure(ApiFailure failure, string message) => new()
    {
        Status = failure switch
        {
            ApiFailure.Authentication => 401,
            ApiFailure.Forbidden => 403,
            ApiFailure.BadRequest => 400,
            ApiFailure.Cluster or ApiFailure.Internal => 500,
            _ => 404,
        },
        Json = new JsonObject { ["error"] = new JsonObject { ["code"] = (int)failure, ["message"] = message } },
    };

    /// <summary>What the original says to every change that it cannot make.</summary>
    public static ApiAnswer OperationFailed() => Failure(ApiFailure.Cluster, "Operation failed");

    public static ApiAnswer RoomNotFound() => Failure(ApiFailure.RoomNotFound, "Room not found");
}
