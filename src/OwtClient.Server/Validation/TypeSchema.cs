using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>A value of one JSON type: <c>string</c>, <c>number</c>, <c>boolean</c> or <c>object</c> (with any members).</summary>
internal sealed class TypeSchema(string type) : Schema
{
    public static TypeSchema Text { get; } = new("string");

    public static TypeSchema Number { get; } = new("number");

    public static TypeSchema Flag { get; } = new("boolean");

    public static TypeSchema AnyObject { get; } = new("object");

    internal override bool Check(JsonElement value, string path, List<string> errors) =>
        IsOfType(value, type) || Refuse(errors, path, $"should be {type}", $"\"{type}\"");

    internal static bool IsOfType(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a JSON type."),
    };
}
