using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>What a subscription may take a track from.</summary>
/// <param name="StreamId">The stream or mixed view.</param>
/// <param name="TrackId">The track to begin with; null while a mixed view has nothing to give.</param>
/// <param name="Codec">Its codec; null for a mixed view, which takes whatever is negotiated.</param>
internal sealed record TrackChoice(string StreamId, string? TrackId, RtpCodec? Codec);
