using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>
/// A small part of JSON Schema, evaluated the way the original portal's validator does: no type coercion, one error per schema, every
/// branch of an alternative reporting its own (PROTOCOL §4.0). Error texts are the original's, since clients meet them in the wild.
/// </summary>
/// <remarks>Pure and immutable; one instance serves all threads.</remarks>
internal abstract class Schema
{
    /// <summary>Checks a request against this schema.</summary>
    /// <returns>Null when it fits, else the text of the refusal.</returns>
    public string? Explain(JsonElement request)
    {
        var errors = new List<string>();
        return Check(request, "request", errors) ? null : string.Join(',', errors);
    }

    /// <summary>Adds what is wrong to <paramref name="errors"/>; false when anything is.</summary>
    internal abstract bool Check(JsonElement value, string path, List<string> errors);

    /// <summary>Adds an error in the original's form: path, message, and the offended rule's parameter as JSON.</summary>
    protected static bool Refuse(List<string> errors, string path, string message, string parameter)
    {
        errors.Add($"{path} {message} {parameter}");
        return false;
    }
}
