using System.Text.Json;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Portal;

/// <summary>A <c>login</c> whose outer form is right (PROTOCOL §3.2).</summary>
/// <param name="Token">The token as it came, or null when it is missing.</param>
/// <param name="Protocol">The version that the client speaks.</param>
/// <param name="SdkType">Who logs in; some get reconnection tickets (PROTOCOL §3.3).</param>
internal sealed record LoginRequest(JsonElement? Token, ClientProtocol Protocol, string SdkType)
{
    /// <summary>Whether this kind of client is given tickets to come back with.</summary>
    public bool GetsTicket => SdkType is "Objective-C" or "C++" or "Android" or "JavaScript";

    /// <summary>Reads a request; checks stand in the original's order.</summary>
    /// <param name="data">The request.</param>
    /// <param name="accepted">Names of the protocol versions that are served.</param>
    /// <param name="error">The text of the refusal, or empty.</param>
    public static LoginRequest? Read(JsonElement? data, IReadOnlyList<string> accepted, out string error)
    {
        error = "";
        var request = data ?? default;
        var agent = Member(request, "userAgent");
        var sdk = Member(agent, "sdk");
        var version = Member(sdk, "version");
        var name = SimpleRequests.TextOf(request, "protocol");
        if (ClientProtocols.Find(name) is not { } protocol || !accepted.Contains(name)) error = "Unknown client protocol";
        else if (version.ValueKind == JsonValueKind.String && version.GetString() == "3.5") error = "Deprecated client version";
        else if (SimpleRequests.TextOf(sdk, "type").Length == 0 || !IsVersion(version)) error = "User agent info is incorrect";
        else return new LoginRequest(
            request.TryGetProperty("token", out var token) ? token : null, protocol, SimpleRequests.TextOf(sdk, "type"));
        return null;
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
