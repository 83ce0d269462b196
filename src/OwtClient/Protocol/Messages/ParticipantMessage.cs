namespace OwtClient.Protocol.Messages;

/// <summary>Somebody in the room.</summary>
internal sealed record ParticipantMessage
{
    public string? Id { get; init; }

    public string? User { get; init; }

    public string? Role { get; init; }
}
