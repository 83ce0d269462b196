using System.Text.Json;

namespace OwtClient.Server.Management;

/// <summary>
/// Tells JSON that can be taken at its word from what parses and still cannot be read: half characters, members that stand twice.
/// </summary>
internal static class PlainJson
{
    /// <summary>Recursion ends: the parser lets no more than 64 levels through.</summary>
    public static bool IsPlain(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => json.GetString() is not null,
                JsonValueKind.Array => json.EnumerateArray().All(IsPlain),
                JsonValueKind.Object => HasDistinctMembers(json),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair
        }
    }

    private static bool HasDistinctMembers(JsonElement json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return json.EnumerateObject().All(member => names.Add(member.Name) && IsPlain(member.Value));
    }
}
