namespace OwtClient.Server;

/// <summary>Settings of the recordings that the management API starts (PROTOCOL §8.8). Immutable; vary with <c>with</c>.</summary>
public sealed record RecordingOptions
{
    /// <summary>Folder for the files; created when the server starts. Each file is named after the id of its recording.</summary>
    public required string Directory { get; init; }

    /// <summary>Most recordings at once, in all rooms. The default value is 100.</summary>
    public int MaxRecordings { get; init; } = 100;

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRecordings, 1);
    }
}
