using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>The pictures of a stream.</summary>
public sealed record StreamVideo
{
    /// <summary><c>active</c>, or <c>inactive</c> when muted.</summary>
    public string? Status { get; init; }

    /// <summary>Where they come from, for example <c>camera</c>, or null.</summary>
    public string? Source { get; init; }

    /// <summary>As published: one entry, or one for each simulcast layer. Null in the v1 shape.</summary>
    public IReadOnlyList<StreamVideoLayer>? Original { get; init; }

    /// <summary>Its format, in the v1 shape alone.</summary>
    public VideoFormat? Format { get; init; }

    /// <summary>Its parameters as far as they are known, in the v1 shape alone.</summary>
    public VideoParameters? Parameters { get; init; }

    /// <summary>What subscribers may ask for instead, in the server's form (PROTOCOL §7.3), or null.</summary>
    public JsonElement? Optional { get; init; }
}
