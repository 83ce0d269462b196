namespace OwtClient.Protocol.Messages;

/// <summary>What a successful <c>publish</c> or <c>subscribe</c> answers.</summary>
internal sealed record SessionResult
{
    public string? Id { get; init; }

    /// <summary>Absent on 4.x servers, where the session's id serves.</summary>
    public string? TransportId { get; init; }
}
