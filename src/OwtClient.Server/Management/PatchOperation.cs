using System.Text.Json;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Management;

/// <summary>One operation of a PATCH request.</summary>
internal sealed record PatchOperation(string Op, string Path, JsonElement Value)
{
    private const int MostOperations = 100;

    /// <summary>Reads the body of a PATCH request, or returns null when it is not an array of operations.</summary>
    public static IReadOnlyList<PatchOperation>? ReadAll(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array || body.GetArrayLength() > MostOperations) return null;
        var operations = new List<PatchOperation>();
        foreach (var item in body.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("value", out var value)) return null;
            operations.Add(new PatchOperation(SimpleRequests.TextOf(item, "op"), SimpleRequests.TextOf(item, "path"), value));
        }

        return operations;
    }
}
