using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OwtClient.Server.Faults;

namespace OwtClient.Server.Http;

/// <summary>
/// The fault plan and the server's state as JSON over HTTP, for tests in other processes and languages; for callers on this machine only.
/// </summary>
internal sealed class FaultEndpoints(ConferenceServer server)
{
    private static readonly JsonSerializerOptions Json = FaultJson.Options;

    public void Map(WebApplication app)
    {
        app.MapGet("/faults", Serve(_ => Task.FromResult<object>(server.Faults.Faults.Select(FaultJson.Describe))));
        app.MapPost("/faults", Serve(ActAsync));
        app.MapDelete("/faults", Serve(_ => Task.FromResult(Clear())));
        app.MapDelete("/faults/{id:int}", Serve(context => Task.FromResult(Remove(context))));
        app.MapGet("/faults/rooms", Serve(_ => Task.FromResult<object>(server.Rooms)));
    }

    private static RequestDelegate Serve(Func<HttpContext, Task<object>> answer) => context => ServeAsync(context, answer);

    private static async Task ServeAsync(HttpContext context, Func<HttpContext, Task<object>> answer)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            var body = await answer(context).ConfigureAwait(false);
            await context.Response.WriteAsJsonAsync(body, Json, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = e.Message }, Json, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>JSON only: a page of another origin cannot send that without asking first, and is told no.</summary>
    private async Task<object> ActAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) throw new ArgumentException("The body has to be application/json.");
        var request = await context.Request.ReadFromJsonAsync<FaultRequest>(Json, context.RequestAborted).ConfigureAwait(false);
        return (request ?? throw new ArgumentException("The body is empty.")).Act switch
        {
            "dropSockets" => Count(server.Faults.DropSockets(request.Participant)),
            "stopPinging" => Count(server.Faults.StopPinging(request.Participant)),
            "expireTickets" => Count(server.Faults.ExpireTickets(request.Participant)),
            "killTransport" => Count(server.Faults.KillTransport(request.SessionId ?? throw Missing("sessionId")) ? 1 : 0),
            "crashNode" => Count(server.Faults.CrashNode(request.SessionIds ?? [])),
            "refuseSockets" => Refuse(request.Duration ?? throw Missing("durationMs")),
            _ => FaultJson.Describe(server.Faults.Add(request.ToRule())),
        };
    }

    private object Refuse(TimeSpan duration)
    {
        server.Faults.RefuseSockets(duration);
        return Count(server.Faults.RefusedSockets);
    }

    private object Clear()
    {
        server.Faults.Clear();
        return Count(0);
    }

    private object Remove(HttpContext context)
    {
        var id = int.Parse((string)context.Request.RouteValues["id"]!, System.Globalization.CultureInfo.InvariantCulture);
        var fault = server.Faults.Faults.FirstOrDefault(fault => fault.Id == id) ?? throw new ArgumentException($"There is no fault {id}.");
        fault.Dispose();
        return FaultJson.Describe(fault);
    }

    private static object Count(int count) => new { count };

    private static ArgumentException Missing(string member) => new($"The act needs '{member}'.");
}
