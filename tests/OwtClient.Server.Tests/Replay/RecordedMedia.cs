using System.Text.Json;
using OwtClient.Server.Media;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Replay;

/// <summary>The media side of a replayed conversation: it reports what the recorded server's did, when that server told of it.</summary>
/// <param name="recording">The conversation.</param>
/// <param name="ours">Puts this server's ids in the place of the recorded ones.</param>
internal sealed class RecordedMedia(IReadOnlyList<JsonElement> recording, Func<string, string> ours)
{
    private readonly HashSet<string> _sized = []; // streams of the older protocols whose size was reported

    /// <summary>Reports what a recorded notification tells of the media, if it does.</summary>
    public void Report(IMediaEvents events, JsonElement notification)
    {
        if (notification.ValueKind != JsonValueKind.Object || !notification.TryGetProperty("status", out var status)) return;
        var id = ours(Text(notification, "id"));
        switch (status.GetString())
        {
            case "soac":
                events.OnAnswer(id, "v=0");
                break;
            case "ready" when notification.TryGetProperty("sessionId", out var session):
                ReportSession(events, id, session.GetString()!);
                break;
            case "ready":
                events.OnTransportReady(id);
                break;
            case "update" when Text(notification.GetProperty("data"), "field") == ".":
                ReportSizes(events, id, notification.GetProperty("data").GetProperty("value").GetProperty("media"));
                break;
        }
    }

    private void ReportSession(IMediaEvents events, string transportId, string recordedId)
    {
        var added = recording.FirstOrDefault(line => IsAddOf(line, recordedId));
        if (added.ValueKind == JsonValueKind.Undefined)
            events.OnSubscriptionReady(transportId, ours(recordedId), [RtpCodec.Opus, RtpCodec.Vp8]);
        else events.OnPublicationReady(transportId, ours(recordedId), TracksOf(added.GetProperty("data").GetProperty("data"), transportId));
    }

    /// <summary>Older protocols do not tell tracks: the recordings have sound first, then pictures.</summary>
    private IReadOnlyList<StreamTrack> TracksOf(JsonElement stream, string transportId)
    {
        if (stream.GetProperty("media").TryGetProperty("tracks", out var tracks)) return [.. tracks.EnumerateArray().Select(TrackOf)];
        return
        [
            new StreamTrack($"{transportId}-0", MediaKind.Audio, "0") { Codec = RtpCodec.Opus, Source = "mic" },
            new StreamTrack($"{transportId}-1", MediaKind.Video, "1") { Codec = RtpCodec.Vp8, Source = "camera" },
        ];
    }

    private StreamTrack TrackOf(JsonElement track)
    {
        var isAudio = Text(track, "type") == "audio";
        return new StreamTrack(ours(Text(track, "id")), isAudio ? MediaKind.Audio : MediaKind.Video, Text(track, "mid"))
        {
            Codec = isAudio ? RtpCodec.Opus : RtpCodec.Vp8,
            Source = Text(track, "source"),
            Rid = track.TryGetProperty("rid", out var rid) ? rid.GetString() : null,
        };
    }

    private void ReportSizes(IMediaEvents events, string streamId, JsonElement media)
    {
        if (!media.TryGetProperty("tracks", out var tracks))
        {
            if (_sized.Add(streamId)) events.OnResolution(streamId, $"{streamId}-1", 640, 480);
            return;
        }

        foreach (var track in tracks.EnumerateArray())
        {
            if (!track.TryGetProperty("parameters", out var parameters)) continue;
            var size = parameters.GetProperty("resolution");
            var (width, height) = (size.GetProperty("width").GetInt32(), size.GetProperty("height").GetInt32());
            events.OnResolution(streamId, ours(Text(track, "id")), width, height);
        }
    }

    private static bool IsAddOf(JsonElement line, string streamId) =>
        Text(line, "dir") == "s>c" && Text(line, "event") == "stream"
        && Text(line.GetProperty("data"), "status") == "add" && Text(line.GetProperty("data"), "id") == streamId;

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
