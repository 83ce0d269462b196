namespace OwtClient.Rest.Http;

/// <summary>Checks ids before they become part of a path: the server takes letters, digits, <c>-</c> and <c>_</c> alone (PROTOCOL §8.3).</summary>
internal static class PathSegment
{
    /// <exception cref="ArgumentException">The id is empty or has another character.</exception>
    public static string Of(string id, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(id))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, name);
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) throw new ArgumentException($"An id has letters, digits, '-' and '_' only, not '{c}'.", name);
        }

        return id;
    }
}
