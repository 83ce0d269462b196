using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>Alternatives: one must fit. When none does, the errors of all of them are reported, in order.</summary>
internal sealed class AnyOfSchema(params Schema[] alternatives) : Schema
{
    internal override bool Check(JsonElement value, string path, List<string> errors)
    {
        var before = errors.Count;
        foreach (var alternative in alternatives)
        {
            if (!alternative.Check(value, path, errors)) continue;
            errors.RemoveRange(before, errors.Count - before);
            return true;
        }

        return false;
    }
}
