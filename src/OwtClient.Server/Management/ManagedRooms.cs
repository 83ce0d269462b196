using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary>
/// The rooms with their owners and configurations. Rooms that were not made through the API belong to the super service. Thread-safe.
/// </summary>
internal sealed class ManagedRooms(RoomRegistry rooms, RoomLimits most, string superServiceId)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ManagedRoom> _managed = []; // by room id; what is not here has the default configuration

    /// <summary>The rooms of a service by id.</summary>
    public IReadOnlyList<ManagedRoom> Of(string serviceId) =>
        [.. rooms.All.Select(Managed).Where(room => room.ServiceId == serviceId).OrderBy(room => room.Room.Id, StringComparer.Ordinal)];

    /// <summary>Finds a room by its id.</summary>
    /// <param name="id">The id; a name does not do.</param>
    /// <param name="serviceId">Who has to own it, or null.</param>
    public ManagedRoom? Find(string id, string? serviceId)
    {
        if (!rooms.TryFind(id, out var room) || room.Id != id) return null;
        var managed = Managed(room);
        return serviceId is null || managed.ServiceId == serviceId ? managed : null;
    }

    /// <returns>Null when there are as many rooms as allowed.</returns>
    public ManagedRoom? Create(string serviceId, string name, RoomSettings settings) =>
        rooms.Create(name) is { } room ? Keep(new ManagedRoom(room, serviceId, settings)) : null;

    /// <summary>
    /// Deviates from PROTOCOL §8.4: limits and roles count for the next who comes, not only when the room is next started; rooms always run
    /// here.
    /// </summary>
    public ManagedRoom Change(ManagedRoom room, RoomSettings settings) => Keep(room with { Settings = settings });

    public async Task DeleteAsync(ManagedRoom room)
    {
        lock (_gate) _managed.Remove(room.Room.Id);
        if (rooms.Remove(room.Room)) await room.Room.DisposeAsync().ConfigureAwait(false);
    }

    public async Task DeleteAllOfAsync(string serviceId)
    {
        foreach (var room in Of(serviceId)) await DeleteAsync(room).ConfigureAwait(false);
    }

    private ManagedRoom Keep(ManagedRoom room)
    {
        lock (_gate) _managed[room.Room.Id] = room;
        room.Room.Configure(room.Settings.Limits(most), room.Settings.Roles);
        return room;
    }

    private ManagedRoom Managed(RoomController room)
    {
        lock (_gate)
        {
            if (_managed.TryGetValue(room.Id, out var managed)) return managed;
        }

        return new ManagedRoom(room, superServiceId, RoomSettings.Default(room.Name));
    }
}
