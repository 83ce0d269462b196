using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>Body of a list request to the stream engine.</summary>
internal sealed record StreamEngineQuery(JsonElement Query);
