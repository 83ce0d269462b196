namespace OwtClient.Protocol.Messages;

/// <summary>What a role allows.</summary>
internal sealed record PermissionMessage
{
    public MediaPermissionMessage? Publish { get; init; }

    public MediaPermissionMessage? Subscribe { get; init; }
}
