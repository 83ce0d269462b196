namespace OwtClient.Streams;

/// <summary>The receiving side needs a key frame.</summary>
/// <param name="rid">Of which simulcast layer, or null for every layer there is.</param>
public sealed class KeyFrameRequestedEventArgs(string? rid) : EventArgs
{
    /// <summary>Of which simulcast layer, or null for every layer there is.</summary>
    public string? Rid { get; } = rid;
}
