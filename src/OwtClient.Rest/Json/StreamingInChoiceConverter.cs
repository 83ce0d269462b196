using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Json;

/// <summary><c>"auto"</c>, <c>true</c> or <c>false</c>.</summary>
internal sealed class StreamingInChoiceConverter : JsonConverter<StreamingInChoice>
{
    public override StreamingInChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => StreamingInChoice.Yes,
        JsonTokenType.False => StreamingInChoice.No,
        _ => StreamingInChoice.Auto,
    };

    public override void Write(Utf8JsonWriter writer, StreamingInChoice value, JsonSerializerOptions options)
    {
        if (value == StreamingInChoice.Auto) writer.WriteStringValue("auto");
        else writer.WriteBooleanValue(value == StreamingInChoice.Yes);
    }
}
