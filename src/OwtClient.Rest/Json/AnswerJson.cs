using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OwtClient.Rest.Json;

/// <summary>Reads an answer into a model, so that the model can be used without surprises.</summary>
internal static class AnswerJson
{
    /// <exception cref="JsonException">
    /// The answer is no JSON of the model's form, is null or a list with null in it, or holds text that is none.
    /// </exception>
    public static T Read<T>(ReadOnlySpan<byte> answer, JsonTypeInfo<T> type)
        where T : class
    {
        var value = JsonSerializer.Deserialize(answer, type) ?? throw new JsonException("The answer is null.");
        if (value is IList list && list.Contains(null)) throw new JsonException("An entry of the list is null.");
        if (answer.IndexOf("\\u"u8) >= 0 || !Ascii.IsValid(answer)) CheckTexts(answer);
        return value;
    }

    /// <summary>
    /// Half of a surrogate pair and broken UTF-8 pass the parser; in members that stay JSON they would throw when they are read.
    /// </summary>
    private static void CheckTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            }
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text in it is malformed.", e);
        }
    }
}
