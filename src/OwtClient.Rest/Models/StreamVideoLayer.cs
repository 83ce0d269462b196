namespace OwtClient.Rest.Models;

/// <summary>One encoding of a stream's pictures.</summary>
public sealed record StreamVideoLayer
{
    /// <summary>Its format.</summary>
    public VideoFormat? Format { get; init; }

    /// <summary>Its parameters as far as they are known.</summary>
    public VideoParameters? Parameters { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? SimulcastRid { get; init; }
}
