using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>A recording under way, as it is at one moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="File">Full path of its file.</param>
/// <param name="Tracks">What it records: the kind, the stream it comes from, and the format.</param>
internal sealed record RecordingInfo(string Id, string File, IReadOnlyList<(MediaKind Kind, string From, MediaFormat? Format)> Tracks);
