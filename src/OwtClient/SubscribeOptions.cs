namespace OwtClient;

/// <summary>What of a stream is received, and how. Immutable; vary with <c>with</c>.</summary>
public sealed record SubscribeOptions
{
    /// <summary>How the sound is received; null for not at all. The default value is as it is, where the stream has sound.</summary>
    public AudioSubscribeOptions? Audio { get; init; } = new();

    /// <summary>
    /// How the pictures are received; null for not at all. The default value is as they are, where the stream has pictures.
    /// </summary>
    public VideoSubscribeOptions? Video { get; init; } = new();
}
