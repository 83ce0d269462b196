using System.Security.Cryptography;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Management;

/// <summary>All services. Thread-safe; there is a bound on their number.</summary>
internal sealed class ServiceStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ManagedService> _services = [];
    private readonly TimeProvider _time;
    private readonly int _capacity;

    public ServiceStore(ManagementOptions options, TimeProvider time)
    {
        (_time, _capacity) = (time, options.MaxServices);
        var key = options.ServiceKey ?? Hex.Lower(RandomNumberGenerator.GetBytes(32));
        Super = new ManagedService(options.ServiceId?.ToLowerInvariant() ?? ObjectId.Create(time.GetUtcNow()), "superService", key);
        _services.Add(Super.Id, Super);
    }

    /// <summary>The one that may do everything and stays.</summary>
    public ManagedService Super { get; }

    public IReadOnlyList<ManagedService> All
    {
        get
        {
            lock (_gate) return [.. _services.Values.OrderBy(service => service.Id, StringComparer.Ordinal)];
        }
    }

    public ManagedService? Find(string id)
    {
        lock (_gate) return _services.GetValueOrDefault(id);
    }

    /// <returns>Null when there are as many services as allowed.</returns>
    public ManagedService? Create(string name, string key)
    {
        lock (_gate)
        {
            if (_services.Count >= _capacity) return null;
            var service = new ManagedService(ObjectId.Create(_time.GetUtcNow()), name, key);
            _services.Add(service.Id, service);
            return service;
        }
    }

    public void Remove(ManagedService service)
    {
        lock (_gate) _services.Remove(service.Id);
    }
}
