using System.Text.Json;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Portal;

/// <summary>A <c>login</c> whose outer form is right (PROTOCOL §3.2).</summary>
/// <param name="Token">The token as it came, or null when it is missing.</param>
/// <param name="SdkType">Who logs in; some get reconnection tickets (PROTOCOL §3.3).</param>
internal sealed record LoginRequest(JsonElement? Token, string SdkType)
{
    /// <summary>Whether this kind of client is given tickets to come back with.</summary>
    public bool GetsTicket => SdkType is "Objective-C" or "C++" or "Android" or "JavaScript";

    /// <summary>Reads a request; checks stand in the original's order.</summary>
    /// <returns>Null with the text of the refusal when something is wrong.</returns>
    public static LoginRequest? Read(JsonElement? data, out string error)
    {
        error = "";
        var request = data ?? default;
        var agent = Member(request, "userAgent");
        var sdk = Member(agent, "sdk");
        var version = Member(sdk, "version");
        var protocol = SimpleRequests.TextOf(request, "protocol");
        if (protocol is not ("1.0" or "1.1" or "1.2")) error = "Unknown client protocol";
        else if (version.ValueKind == JsonValueKind.String && version.GetString() == "3.5") error = "Deprecated client version";
        else if (SimpleRequests.TextOf(sdk, "type").Length == 0 || !IsVersion(version)) error = "User agent info is incorrect";
        else if (protocol != "1.2") error = "Unknown client protocol"; // the older ones are known there and not spoken here
        if (error.Length > 0) return null;
        return new LoginRequest(request.TryGetProperty("token", out var token) ? token : null, SimpleRequests.TextOf(sdk, "type"));
    }

    private static bool IsVersion(JsonElement version) => version.ValueKind switch
    {
        JsonValueKind.String => version.GetString()!.Length > 0,
        JsonValueKind.Number => version.GetDouble() != 0,
        _ => false,
    };

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;
}
