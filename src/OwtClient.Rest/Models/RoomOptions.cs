namespace OwtClient.Rest.Models;

/// <summary>Configuration of a new room, or the members to replace in an existing one. What is null keeps the server's value.</summary>
/// <remarks>Members are replaced whole, not merged. A running room takes a change when it is next started (PROTOCOL §8.4).</remarks>
public sealed record RoomOptions
{
    /// <summary>New name; for changes only.</summary>
    public string? Name { get; init; }

    /// <summary>Participants allowed at once; -1 (the server's default) for any number.</summary>
    public int? ParticipantLimit { get; init; }

    /// <summary>Publications allowed at once; -1 (the server's default) for any number.</summary>
    public int? InputLimit { get; init; }

    /// <summary>Roles with their permissions.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>Mixed views; the server's default is one called <c>common</c>. Empty for none.</summary>
    public IReadOnlyList<View>? Views { get; init; }

    /// <summary>Formats accepted from publishers.</summary>
    public MediaIn? MediaIn { get; init; }

    /// <summary>Formats and parameters offered to subscribers.</summary>
    public MediaOut? MediaOut { get; init; }

    /// <summary>What the server may transcode; everything by default.</summary>
    public Transcoding? Transcoding { get; init; }

    /// <summary>Which notifications participants get; all by default.</summary>
    public Notifying? Notifying { get; init; }

    /// <summary>Whether the room offers streams of its loudest speakers; no by default.</summary>
    public bool? SelectActiveAudio { get; init; }

    /// <summary>Whether the server adapts to a subscriber's bandwidth; no by default.</summary>
    public bool? EnableBandwidthAdaptation { get; init; }

    /// <summary>SIP account of the room.</summary>
    public SipAccount? Sip { get; init; }
}
