using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Management;

/// <summary><c>/services</c>: for the super service, but that a service may read itself (PROTOCOL §8.10).</summary>
internal sealed class ServicesApi(ServiceStore services, ManagedRooms rooms)
{
    public ApiAnswer List(ApiCall call) =>
        IsSuper(call) ? ApiAnswer.OfJson(new JsonArray([.. services.All.Select(service => service.Describe())])) : Denied();

    public ApiAnswer Create(ApiCall call)
    {
        if (!IsSuper(call)) return Denied();
        if (call.Body.ValueKind != JsonValueKind.Object) return ApiAnswer.Failure(ApiFailure.BadRequest, "Invalid request body");
        var (name, key) = (SimpleRequests.TextOf(call.Body, "name"), SimpleRequests.TextOf(call.Body, "key"));
        if (name.Length == 0 || key.Length == 0)
            return ApiAnswer.Failure(ApiFailure.BadRequest, "Service name and key do not have string type");
        return services.Create(name, key) is { } service
            ? ApiAnswer.OfJson(service.Describe())
            : ApiAnswer.Failure(ApiFailure.Internal, "There are as many services as this server allows");
    }

    public ApiAnswer Get(ApiCall call)
    {
        var id = call.Path[1];
        if (!IsSuper(call) && call.Service.Id != id) return Denied();
        return services.Find(id) is { } service ? ApiAnswer.OfJson(service.Describe()) : NotFound();
    }

    public async Task<ApiAnswer> DeleteAsync(ApiCall call)
    {
        if (!IsSuper(call)) return Denied();
        if (services.Find(call.Path[1]) is not { } service) return NotFound();
        if (service == services.Super) return ApiAnswer.Failure(ApiFailure.Authentication, "Super service not permitted to be deleted");
        services.Remove(service);
        await rooms.DeleteAllOfAsync(service.Id).ConfigureAwait(false);
        return ApiAnswer.OfText("Service deleted");
    }

    private bool IsSuper(ApiCall call) => call.Service.Id == services.Super.Id;

    private static ApiAnswer Denied() => ApiAnswer.Failure(ApiFailure.Forbidden, "Permission denied");

    private static ApiAnswer NotFound() => ApiAnswer.Failure(ApiFailure.ServiceNotFound, "Service not found");
}
