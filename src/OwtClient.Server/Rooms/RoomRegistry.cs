using System.Diagnostics.CodeAnalysis;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Rooms;

/// <summary>All rooms of a server, by id and by name.</summary>
/// <remarks>Thread-safe. There is a bound on their number.</remarks>
internal sealed class RoomRegistry(TimeProvider time, int capacity, Func<string, string, RoomController> create)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, RoomController> _byId = [];
    private readonly Dictionary<string, RoomController> _byName = [];

    public IReadOnlyList<RoomController> All
    {
        get
        {
            lock (_gate) return [.. _byId.Values];
        }
    }

    /// <summary>Finds a room by its id or name.</summary>
    public bool TryFind(string idOrName, [NotNullWhen(true)] out RoomController? room)
    {
        lock (_gate) return _byId.TryGetValue(idOrName, out room) || _byName.TryGetValue(idOrName, out room);
    }

    /// <summary>Finds a room by its id or name, else makes one with that name.</summary>
    /// <returns>Null when there are as many rooms as allowed.</returns>
    public RoomController? FindOrCreate(string idOrName)
    {
        lock (_gate) return TryFind(idOrName, out var known) ? known : Create(idOrName);
    }

    /// <summary>Makes a room. Of several with one name the first is found by it.</summary>
    /// <returns>Null when there are as many rooms as allowed.</returns>
    public RoomController? Create(string name)
    {
        lock (_gate)
        {
            if (_byId.Count >= capacity) return null;
            var id = ObjectId.Create(time.GetUtcNow());
            var room = create(id, name);
            _byId.Add(id, room);
            _byName.TryAdd(name, room);
            return room;
        }
    }

    /// <summary>Forgets a room. The caller ends it.</summary>
    public bool Remove(RoomController room)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(room.Name) == room) _byName.Remove(room.Name);
            return _byId.Remove(room.Id);
        }
    }
}
