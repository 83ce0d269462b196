using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>A list whose entries all fit one schema.</summary>
internal sealed class ArraySchema(Schema item) : Schema
{
    internal override bool Check(JsonElement value, string path, List<string> errors)
    {
        if (value.ValueKind != JsonValueKind.Array) return Refuse(errors, path, "should be array", "\"array\"");
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            if (!item.Check(entry, $"{path}[{index++}]", errors)) return false;
        }

        return true;
    }
}
