using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OwtClient.Server.Http;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Management;

/// <summary>
/// The management API for what this server has: services, rooms, tokens, participants, streams, recordings (PROTOCOL §8).
/// </summary>
/// <remarks>Every request has to be signed (PROTOCOL §8.2). Thread-safe.</remarks>
internal sealed class ManagementApi
{
    private const int LargestBody = 1024 * 1024; // bytes

    private readonly ServiceStore _services;
    private readonly ApiRouter _router;

    public ManagementApi(
        ManagementOptions options,
        RoomRegistry rooms,
        RoomLimits most,
        RecordingsApi recordings,
        Func<RoomController, string, string, string> issueToken,
        TimeProvider time)
    {
        _services = new ServiceStore(options, time);
        var managed = new ManagedRooms(rooms, most, _services.Super.Id);
        _router = new ApiRouter(managed, new ServicesApi(_services, managed), new RoomsApi(managed, issueToken), recordings);
    }

    /// <summary>The service that may do everything.</summary>
    public ManagedService Super => _services.Super;

    public void Map(WebApplication app)
    {
        foreach (var pattern in (ReadOnlySpan<string>)["/services/{**rest}", "/v1/{**rest}", "/v1.1/{**rest}"])
            app.Map(pattern, HandleAsync);
    }

    /// <summary>Answers a request whose sender is known.</summary>
    public async ValueTask<ApiAnswer> AnswerAsync(string method, ApiCall call) => call.Path.Skip(1).Any(part => !IsId(part))
        ? ApiAnswer.Failure(ApiFailure.NotFound, "Invalid id in the path")
        : await _router.AnswerAsync(method, call).ConfigureAwait(false);

    public static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = answer.Json is null ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.Json?.ToJsonString() ?? answer.Text!, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context) =>
        await WriteAsync(context, await AnswerAsync(context).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<ApiAnswer> AnswerAsync(HttpContext context)
    {
        var header = MAuthHeader.Parse(context.Request.Headers.Authorization);
        if (header is null) return Unauthenticated();
        if (!ObjectId.IsValid(header.ServiceId))
            return ApiAnswer.Failure(ApiFailure.Internal, "Cast to ObjectId failed for value at path \"_id\"");
        if (_services.Find(header.ServiceId) is not { } service || !header.IsSignedWith(service.Key)) return Unauthenticated();
        if (await JsonBody.ReadAsync(context, LargestBody).ConfigureAwait(false) is not { } body)
            return ApiAnswer.Failure(ApiFailure.BadRequest, "Failed to parse JSON body");

        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isV1 = path[0] == "v1";
        if (path[0] != "services") path = path is [_, "services", ..] ? [] : path[1..]; // services have no version
        var query = context.Request.Query.ToDictionary(member => member.Key, member => member.Value.ToString(), StringComparer.Ordinal);
        return await AnswerAsync(
            context.Request.Method, new ApiCall(service, header.User, header.Role, path, isV1, query, body)).ConfigureAwait(false);
    }

    private static bool IsId(string part) => part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static ApiAnswer Unauthenticated() =>
        ApiAnswer.Failure(ApiFailure.Authentication, "WWW-Authenticate: MAuth realm=\"http://marte3.dit.upm.es\"");
}
