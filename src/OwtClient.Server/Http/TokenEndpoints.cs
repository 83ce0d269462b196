using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Http;

/// <summary>Hands out tokens the way OWT's sample application does (PROTOCOL §8.11).</summary>
internal sealed class TokenEndpoints(ConferenceServer server)
{
    private const int MaxBodyBytes = 64 * 1024;

    public void Map(WebApplication app)
    {
        app.MapPost("/tokens", context => CreateAsync(context, "user"));
        app.MapPost("/createToken", context => CreateAsync(context, "username"));
    }

    private async Task CreateAsync(HttpContext context, string userMember)
    {
        if (await JsonBody.ReadAsync(context, MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        var (room, user, role) = (
            SimpleRequests.TextOf(body, "room"), SimpleRequests.TextOf(body, userMember), SimpleRequests.TextOf(body, "role"));
        if (user.Length == 0 || RolePermission.Of(role) is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        if (room.Length > 0 && server.FindRoom(room) is null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8"; // as the original labels the plain text of a token
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(
            server.CreateToken(room.Length > 0 ? room : null, user, role), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The status and its reason phrase as text, nothing else.</summary>
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(ReasonPhrases.GetReasonPhrase(status), context.RequestAborted);
    }
}
