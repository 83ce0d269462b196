using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>A text of at least one character.</summary>
internal sealed class NonEmptyTextSchema : Schema
{
    internal override bool Check(JsonElement value, string path, List<string> errors) =>
        TypeSchema.Text.Check(value, path, errors) &&
        (value.GetString()!.Length > 0 || Refuse(errors, path, "should NOT be shorter than 1 characters", "1"));
}
