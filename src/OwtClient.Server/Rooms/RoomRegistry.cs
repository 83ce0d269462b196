using System.Diagnostics.CodeAnalysis;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Rooms;

/// <summary>All rooms of a server, by id and by name.</summary>
/// <remarks>Thread-safe. Rooms live as long as the server; there is a bound on their number.</remarks>
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
        lock (_gate)
        {
            if (TryFind(idOrName, out var known)) return known;
            if (_byId.Count >= capacity) return null;
            var id = ObjectId.Create(time.GetUtcNow());
            var room = create(id, idOrName);
            _byId.Add(id, room);
            _byName.Add(idOrName, room);
            return room;
        }
    }
}
