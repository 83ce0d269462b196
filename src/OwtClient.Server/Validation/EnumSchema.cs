using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>One of a fixed list of texts.</summary>
internal sealed class EnumSchema(params string[] allowed) : Schema
{
    private readonly string _listed = $"[{string.Join(',', allowed.Select(text => $"\"{text}\""))}]";

    internal override bool Check(JsonElement value, string path, List<string> errors) =>
        (value.ValueKind == JsonValueKind.String && allowed.Contains(value.GetString())) ||
        Refuse(errors, path, "should be equal to one of the allowed values", _listed);
}
