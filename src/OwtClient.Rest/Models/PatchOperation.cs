using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>One operation of a change request, in the form of JSON Patch (RFC 6902).</summary>
internal sealed record PatchOperation(string Op, string Path, JsonElement Value);
