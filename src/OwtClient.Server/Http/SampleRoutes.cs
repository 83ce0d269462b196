using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OwtClient.Server.Management;

namespace OwtClient.Server.Http;

/// <summary>
/// The routes of OWT's sample application server besides its tokens (PROTOCOL §8.11): the management API of v1
/// for anybody, without a signature.
/// </summary>
/// <remarks>
/// Its refusals are a status and that status's reason phrase, as the original's are. Only bodies that say they are JSON are read, as in the
/// original: a web page of elsewhere cannot send such a one without asking first.
/// </remarks>
internal sealed class SampleRoutes(ManagementApi management)
{
    private const int LargestBody = 1024 * 1024; // bytes
    private static readonly Dictionary<string, string> NoQuery = [];

    public void Map(WebApplication app)
    {
        string[] rooms = ["/rooms/{**rest}", "/getRooms", "/getRoom/{room}", "/createRoom", "/room/{room}"];
        string[] users = ["/getUsers/{room}", "/room/{room}/user/{user}"];
        foreach (var pattern in rooms.Concat(users)) app.Map(pattern, HandleAsync);
    }

    /// <summary>The path of the management API behind a path of the sample's, or null when there is none.</summary>
    internal static string[]? Translate(string method, string[] path) => (method, path) switch
    {
        (_, ["rooms", _, "tokens" or "analytics" or "cascading" or "bridges", ..]) => null, // which the sample does not pass on
        (_, ["rooms", ..]) => path,
        ("GET", ["getRooms"]) or ("POST", ["createRoom"]) => ["rooms"],
        ("GET", ["getRoom", var room]) => ["rooms", room],
        ("DELETE", ["room", var room]) => ["rooms", room],
        ("GET", ["getUsers", var room]) => ["rooms", room, "participants"],
        ("GET" or "DELETE", ["room", var room, "user", var user]) => ["rooms", room, "participants", user],
        _ => null,
    };

    private async Task HandleAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context).ConfigureAwait(false);
        await WriteAsync(context, answer).ConfigureAwait(false);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Translate(context.Request.Method, path) is not { } target) return ApiAnswer.Failure(ApiFailure.NotFound, "");
        JsonElement? body = default(JsonElement);
        if (context.Request.HasJsonContentType()) body = await JsonBody.ReadAsync(context, LargestBody).ConfigureAwait(false);
        if (body is not { } json) return ApiAnswer.Failure(ApiFailure.BadRequest, "");
        var call = new ApiCall(management.Super, User: null, Role: null, target, IsV1: true, NoQuery, json);
        return await management.AnswerAsync(context.Request.Method, call).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        if (answer.Status == StatusCodes.Status200OK) return ManagementApi.WriteAsync(context, answer);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(ReasonPhrases.GetReasonPhrase(answer.Status), context.RequestAborted);
    }
}
