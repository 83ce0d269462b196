namespace OwtClient.Protocol.Messages;

/// <summary>The room in a login result.</summary>
internal sealed record RoomMessage
{
    public string? Id { get; init; }

    public string[]? Views { get; init; }

    public ParticipantMessage[]? Participants { get; init; }

    public StreamInfoMessage[]? Streams { get; init; }
}
