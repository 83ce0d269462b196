using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>The sound of a stream.</summary>
public sealed record StreamAudio
{
    /// <summary><c>active</c>, or <c>inactive</c> when muted.</summary>
    public string? Status { get; init; }

    /// <summary>Where it comes from, for example <c>mic</c>, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Its format.</summary>
    public AudioFormat? Format { get; init; }

    /// <summary>What subscribers may ask for instead, in the server's form (PROTOCOL §7.3), or null.</summary>
    public JsonElement? Optional { get; init; }
}
