using System.Text.Json;

namespace OwtClient.Server.Management;

/// <summary>A management request that was signed properly.</summary>
/// <param name="Service">Who signed it.</param>
/// <param name="User">The user it was signed for, or null.</param>
/// <param name="Role">The user's role, or null.</param>
/// <param name="Path">Its path in parts, the version left out: <c>rooms</c>, room id, …</param>
/// <param name="IsV1">Whether it came under <c>/v1</c>: streams have that version's shape then, and the room's owner is checked.</param>
/// <param name="Query">Members of the query.</param>
/// <param name="Body">The JSON body, or undefined without one.</param>
internal sealed record ApiCall(
    ManagedService Service,
    string? User,
    string? Role,
    IReadOnlyList<string> Path,
    bool IsV1,
    IReadOnlyDictionary<string, string> Query,
    JsonElement Body);
