using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>A role of a room.</summary>
/// <param name="Name">What tokens call it.</param>
/// <param name="Publish">What its holders may publish.</param>
/// <param name="Subscribe">What its holders may subscribe to.</param>
public sealed record Role([property: JsonPropertyName("role")] string Name, MediaPermission Publish, MediaPermission Subscribe);
