namespace OwtClient.Rest.Authentication;

/// <summary>The service that a management request is made for, with its key (PROTOCOL §8.2).</summary>
public sealed record MAuthCredentials
{
    /// <summary>Names a service.</summary>
    /// <param name="serviceId">Id of the service: 24 hexadecimal characters as the server issued it.</param>
    /// <param name="serviceKey">Its key, exactly as issued: the text itself is the key, it is not decoded. Never logged.</param>
    /// <exception cref="ArgumentException">One of them is empty, or the id has a character that the header cannot carry.</exception>
    public MAuthCredentials(string serviceId, string serviceKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceId);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        MAuthSignature.CheckPart(serviceId, "service id");
        (ServiceId, ServiceKey) = (serviceId, serviceKey);
    }

    /// <summary>Id of the service.</summary>
    public string ServiceId { get; }

    /// <summary>Its key, which signs and is never sent.</summary>
    internal string ServiceKey { get; }

    /// <summary>Names the service only.</summary>
    public override string ToString() => $"service {ServiceId}";
}
