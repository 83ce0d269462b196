namespace OwtClient.Server.Rooms;

/// <summary>A stream that takes part in a mixed view.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="AudioTrackId">Its sound, or null.</param>
/// <param name="VideoTrackId">Its pictures, of simulcast the first layer; null for none.</param>
internal sealed record ViewInput(string StreamId, string OwnerId, string? AudioTrackId, string? VideoTrackId)
{
    public static ViewInput Of(RoomStream stream) => new(
        stream.Id,
        stream.OwnerId,
        stream.FindTrack(stream.Id, WebRtc.MediaKind.Audio)?.Id,
        stream.FindTrack(stream.Id, WebRtc.MediaKind.Video)?.Id);
}
