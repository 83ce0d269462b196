using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>The value false: how protocols 1.0 and 1.1 leave out a kind.</summary>
internal sealed class FalseSchema : Schema
{
    internal override bool Check(JsonElement value, string path, List<string> errors) =>
        value.ValueKind == JsonValueKind.False || Refuse(errors, path, "should be equal to one of the allowed values", "[false]");
}
