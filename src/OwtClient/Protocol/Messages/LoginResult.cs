namespace OwtClient.Protocol.Messages;

/// <summary>What a successful <c>login</c> answers (PROTOCOL §3.2).</summary>
internal sealed record LoginResult
{
    public string? Id { get; init; }

    public string? User { get; init; }

    public string? Role { get; init; }

    public PermissionMessage? Permission { get; init; }

    public RoomMessage? Room { get; init; }

    /// <summary>A credential; absent for SDK types that the server does not know.</summary>
    public string? ReconnectionTicket { get; init; }

    public override string ToString() => $"{nameof(LoginResult)} {Id}";
}
