using System.Text.Json;

namespace OwtClient.Server.Tokens;

/// <summary>Tells JSON whose texts can all be read from JSON that escapes half a surrogate pair, or is not UTF-8 inside a text.</summary>
/// <remarks>The JSON parser lets both pass and throws when somebody reads the text, so the check stands where messages come in.</remarks>
internal static class ReadableText
{
    public static bool IsIn(JsonElement message)
    {
        try
        {
            Visit(message);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Visit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Visit(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }

                break;
            default:
                break;
        }
    }
}
