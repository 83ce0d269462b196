using System.Text.Json.Serialization;

namespace OwtClient.Cli.Join.Events;

/// <summary>How events look as JSON: camelCase, one line, absent members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JoinEvent))]
internal sealed partial class JoinEventJson : JsonSerializerContext;
