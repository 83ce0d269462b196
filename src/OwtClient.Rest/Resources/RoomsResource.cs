using System.Runtime.CompilerServices;
using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Rooms: <c>/v1/rooms</c> (PROTOCOL §8.4).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class RoomsResource
{
    private readonly ManagementTransport _transport;
    private readonly string _root;

    internal RoomsResource(ManagementTransport transport, string root) => (_transport, _root) = (transport, root);

    /// <summary>Lists the service's rooms in the order of their ids, fetching a page when the reader gets there.</summary>
    /// <param name="pageSize">Rooms per request, 1 or more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is below 1.</exception>
    public IAsyncEnumerable<Room> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Pages(pageSize, cancellationToken);
    }

    /// <summary>Reads one room.</summary>
    public Task<Room> GetAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, $"{_root}/rooms/{PathSegment.Of(roomId)}", RestJson.Default.Room, cancellationToken: cancellationToken);

    /// <summary>Creates a room.</summary>
    /// <param name="name">Its name; need not be unique.</param>
    /// <param name="options">Its configuration, or null for the server's defaults.</param>
    /// <param name="cancellationToken">Stops waiting; the room may have been created.</param>
    public Task<Room> CreateAsync(string name, RoomOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var body = ManagementTransport.Json(new NewRoom(name, options), RestJson.Default.NewRoom);
        return _transport.SendAsync(HttpMethod.Post, $"{_root}/rooms", RestJson.Default.Room, body, cancellationToken: cancellationToken);
    }

    /// <summary>Replaces members of a room's configuration. A running room takes the change when it is next started.</summary>
    /// <remarks>Sent as PUT: the server has a PATCH for rooms, but it only ever fails.</remarks>
    public Task<Room> UpdateAsync(string roomId, RoomOptions changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var body = ManagementTransport.Json(changes, RestJson.Default.RoomOptions);
        return _transport.SendAsync(HttpMethod.Put, $"{_root}/rooms/{PathSegment.Of(roomId)}", RestJson.Default.Room, body, cancellationToken: cancellationToken);
    }

    /// <summary>Deletes a room. If it is running, its participants are dropped.</summary>
    public Task DeleteAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, $"{_root}/rooms/{PathSegment.Of(roomId)}", cancellationToken: cancellationToken);

    private async IAsyncEnumerable<Room> Pages(int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? firstOfLastPage = null;
        for (var page = 1; ; page++)
        {
            var rooms = await _transport.SendAsync(
                HttpMethod.Get, $"{_root}/rooms?page={page}&per_page={pageSize}", RestJson.Default.ListRoom, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (rooms.Count > 0 && rooms[0].Id == firstOfLastPage) yield break; // a server that knows no pages tells the same again
            foreach (var room in rooms) yield return room;
            if (rooms.Count != pageSize) yield break;
            firstOfLastPage = rooms[0].Id;
        }
    }
}
