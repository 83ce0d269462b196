using System.Text.Json.Nodes;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>What the management API asks of a room.</summary>
internal sealed partial class RoomController
{
    private IReadOnlyDictionary<string, RolePermission>? _roles; // null: the usual ones

    /// <summary>Sets limits and roles, for those who come from now on.</summary>
    public void Configure(RoomLimits limits, IReadOnlyDictionary<string, RolePermission>? roles)
    {
        lock (_gate)
        {
            _room.Limit(limits);
            _roles = roles;
        }
    }

    /// <summary>What a role may do in this room, or null when the room does not know it.</summary>
    public RolePermission? PermissionOf(string role)
    {
        lock (_gate) return _roles is null ? RolePermission.Of(role) : _roles.GetValueOrDefault(role);
    }

    public Participant? FindParticipant(string participantId)
    {
        lock (_gate) return _room.FindParticipant(participantId);
    }

    /// <summary>Changes what a participant may do from the next request on.</summary>
    /// <returns>The participant as it is now, or null when there is none with that id.</returns>
    public Participant? ChangePermission(string participantId, Func<RolePermission, RolePermission> change)
    {
        lock (_gate)
        {
            if (_room.FindParticipant(participantId) is not { } participant) return null;
            var changed = participant with { Permission = change(participant.Permission) };
            _room.Replace(changed);
            return changed;
        }
    }

    /// <summary>What can be subscribed to, as protocol 1.2 describes it: the mixed view, then the streams.</summary>
    public IReadOnlyList<JsonObject> DescribeStreams()
    {
        lock (_gate)
        {
            var streams = _room.LiveStreams.Select(stream => StreamInfo.Describe(stream, ViewsOf(stream)));
            return [ViewInfo.Describe(_room.View), .. streams];
        }
    }

    /// <summary>One of them, or null.</summary>
    public JsonObject? DescribeStream(string streamId)
    {
        lock (_gate)
        {
            if (streamId == _room.View.Id) return ViewInfo.Describe(_room.View);
            return _room.FindStream(streamId) is { IsLive: true } stream ? StreamInfo.Describe(stream, ViewsOf(stream)) : null;
        }
    }

    /// <summary>Pauses or resumes one kind of a stream and tells everybody.</summary>
    /// <returns>False when there is no such stream, or nothing of that kind in it.</returns>
    public bool SetActive(string streamId, MediaKind kind, bool isActive)
    {
        lock (_gate)
        {
            if (_room.FindStream(streamId) is not { IsLive: true } stream || stream.Tracks.All(track => track.Kind != kind)) return false;
            SetActiveLocked(stream, kind, isActive);
            return true;
        }
    }

    /// <summary>Ends a stream. Its owner gets the notice that all get, nothing more (PROTOCOL §8.7).</summary>
    /// <returns>False when there is no such stream.</returns>
    public bool RemoveStream(string streamId)
    {
        lock (_gate)
        {
            if (_room.FindStream(streamId) is not { } stream) return false;
            CloseLocked(stream);
            return true;
        }
    }
}
