using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>An object: which members it must have, what they hold, and whether others are allowed.</summary>
/// <remarks>
/// Unknown members are found first, then the known ones are checked in the order in which they are declared; the first that is missing or
/// does not fit ends the check.
/// </remarks>
internal sealed class ObjectSchema : Schema
{
    /// <summary>Known members and their schemas, in the order of checking.</summary>
    public required IReadOnlyList<(string Name, Schema Schema)> Members { get; init; }

    /// <summary>Names of members that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether members that are not listed pass. The default value is false.</summary>
    public bool AllowsOthers { get; init; }

    /// <summary>Whether JSON null passes as well. The default value is false.</summary>
    public bool AllowsNull { get; init; }

    internal override bool Check(JsonElement value, string path, List<string> errors)
    {
        if (AllowsNull && value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.Object) return RefuseType(errors, path);
        return HasNoOthers(value, path, errors) && MembersFit(value, path, errors);
    }

    private bool RefuseType(List<string> errors, string path)
    {
        var types = AllowsNull ? "object,null" : "object";
        return Refuse(errors, path, $"should be {types}", $"\"{types}\"");
    }

    private bool HasNoOthers(JsonElement value, string path, List<string> errors)
    {
        if (AllowsOthers) return true;
        foreach (var member in value.EnumerateObject())
        {
            if (Members.Any(known => known.Name == member.Name)) continue;
            return Refuse(errors, path, "should NOT have additional properties", JsonSerializer.Serialize(member.Name));
        }

        return true;
    }

    private bool MembersFit(JsonElement value, string path, List<string> errors)
    {
        foreach (var (name, schema) in Members)
        {
            var isThere = value.TryGetProperty(name, out var member);
            if (!isThere && Required.Contains(name)) return Refuse(errors, path, $"should have required property '{name}'", $"\"{name}\"");
            if (isThere && !schema.Check(member, $"{path}.{name}", errors)) return false;
        }

        return true;
    }
}
