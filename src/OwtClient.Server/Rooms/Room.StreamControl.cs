using System.Text.Json;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Rooms;

/// <summary>What may be done to a stream (PROTOCOL §4.8).</summary>
internal sealed partial class Room
{
    /// <summary>Whether a participant may control a stream, and whether what is to be done can be.</summary>
    public string? CheckStreamControl(string participantId, string streamId, string operation, JsonElement data)
    {
        if (!_participants.TryGetValue(participantId, out var participant)) return "Participant has not joined";
        if (streamId == View.Id) return participant.Role == "admin" ? "Stream is Mixed" : "unauthorized"; // it has no owner
        if (FindStream(streamId) is not { } stream) return "Stream does NOT exist";
        if (stream.OwnerId != participantId && participant.Role != "admin") return "unauthorized";
        if (!stream.IsLive) return "Stream is NOT ready";
        return operation switch
        {
            "mix" or "unmix" => data.GetString() == MixedView.Label ? null : "Invalid view",
            "get-region" => ExplainRegion(stream, data.GetString()!),
            "set-region" => ExplainSetRegion(stream, data),
            _ => MuteTargets(data).Any(kind => stream.Tracks.All(track => track.Kind != kind))
                ? "Stream does NOT contain valid track to mute/unmute"
                : null,
        };
    }

    private string? ExplainSetRegion(RoomStream stream, JsonElement data)
    {
        if (SimpleRequests.TextOf(data, "view") != MixedView.Label) return "Invalid mix view";
        if (!View.Contains(stream.Id)) return "Invalid stream";
        return SimpleRequests.TextOf(data, "region") == MixedView.RegionId ? null : "Invalid region"; // there is one
    }

    private string? ExplainRegion(RoomStream stream, string label)
    {
        if (label != MixedView.Label) return "Invalid mix view";
        return View.ShownInput == stream.Id ? null : "Invalid stream"; // only the shown input has a region
    }
}
