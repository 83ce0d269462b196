using OwtClient.Server.Tokens;

namespace OwtClient.Server;

/// <summary>Settings of the management API of a conference server (PROTOCOL §8). Immutable; vary with <c>with</c>.</summary>
/// <remarks>Served at the portal's address under <c>/services</c>, <c>/v1</c> and <c>/v1.1</c>. Every request has to be signed.</remarks>
public sealed record ManagementOptions
{
    /// <summary>Id of the service that may do everything: 24 hexadecimal characters; null for a new one.</summary>
    public string? ServiceId { get; init; }

    /// <summary>
    /// Its key; null for a new random one. Never logged. Either is told by <see cref="ConferenceServer.ManagementAccount"/>.
    /// </summary>
    public string? ServiceKey { get; init; }

    /// <summary>Most services. The default value is 1,000.</summary>
    public int MaxServices { get; init; } = 1000;

    /// <summary>Names the service only.</summary>
    public override string ToString() => $"management API of service {ServiceId ?? "(new)"}";

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Validate()
    {
        if (ServiceId is not null && !ObjectId.IsValid(ServiceId))
            throw new ArgumentException("The id of a service has 24 hexadecimal characters.", nameof(ServiceId));
        if (ServiceKey is { Length: 0 }) throw new ArgumentException("The key of a service is not empty.", nameof(ServiceKey));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxServices, 1);
    }
}
