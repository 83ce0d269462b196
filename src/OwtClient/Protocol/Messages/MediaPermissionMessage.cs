namespace OwtClient.Protocol.Messages;

/// <summary>Whether each kind of media is allowed.</summary>
internal sealed record MediaPermissionMessage
{
    public bool? Audio { get; init; }

    public bool? Video { get; init; }
}
