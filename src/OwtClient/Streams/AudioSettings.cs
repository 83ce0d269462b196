namespace OwtClient.Streams;

/// <summary>The sound of a remote stream as it is now.</summary>
public sealed record AudioSettings
{
    /// <summary>Server's id of the track, or null where it has none.</summary>
    public string? TrackId { get; init; }

    /// <summary>Media section of its publisher, or null where the server does not say.</summary>
    public string? Mid { get; init; }

    /// <summary>Where it comes from (<c>mic</c>, <c>screen-cast</c>, …), or null.</summary>
    public string? Source { get; init; }

    /// <summary>Its format, or null when the server does not say.</summary>
    public AudioFormat? Format { get; init; }

    /// <summary>Whether its owner or an administrator muted it.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Further formats that the server can make of it.</summary>
    public IReadOnlyList<AudioFormat> OptionalFormats { get; init; } = [];
}
