namespace OwtClient.Server;

/// <summary>A service that may use the management API, with the key that it signs with.</summary>
/// <param name="ServiceId">Its id, 24 hexadecimal characters.</param>
/// <param name="ServiceKey">Its key: the text itself, not decoded. Keep it secret.</param>
public sealed record ManagementAccount(string ServiceId, string ServiceKey)
{
    /// <summary>Names the service only.</summary>
    public override string ToString() => $"service {ServiceId}";
}
