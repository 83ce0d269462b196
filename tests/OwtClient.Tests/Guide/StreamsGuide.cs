using OwtClient.Conference;
using OwtClient.Streams;

namespace OwtClient.Tests.Guide;

/// <summary>The code of docs/streams.md, compiled. <see cref="StreamsGuideTests"/> compares the two.</summary>
internal static class StreamsGuide
{
    public static IEnumerable<string> Describe(ConferenceClient client)
    {
        foreach (RemoteStream stream in client.RemoteStreams)
        {
            string who = stream switch
            {
                RemoteMixedStream mixed => $"the view {mixed.Label}",
                RemoteActiveAudioStream speaker => $"whoever speaks, now {speaker.ActiveInput?.StreamId ?? "nobody"}",
                _ when stream.OwnerId == client.Self!.Id => "myself",
                _ => stream.OwnerId ?? "the server",
            };
            yield return $"{stream.Id} of {who}: {stream.Audio?.Format?.Codec} {stream.Video?.Resolution}";
        }
    }

    public static void Follow(ConferenceClient client, ICollection<string> log)
    {
        client.StreamUpdated += (_, e) => log.Add(e switch
        {
            StreamStatusChangedEventArgs status => $"{e.Stream.Id}: {status.Tracks} {(status.IsMuted ? "muted" : "unmuted")}",
            StreamLayoutChangedEventArgs layout => $"{e.Stream.Id}: {layout.Layout.Count} regions",
            StreamActiveInputChangedEventArgs input => $"{e.Stream.Id}: {input.ActiveInput?.StreamId ?? "nobody"} speaks",
            _ => $"{e.Stream.Id}: {e.Stream.Video?.Resolution}, everything else as well",
        });
    }

    public static void FollowOne(RemoteStream stream, ICollection<string> log)
    {
        stream.Muted += (_, e) => log.Add($"{e.Tracks} off");
        stream.Unmuted += (_, e) => log.Add($"{e.Tracks} on");
        stream.Ended += (_, _) => log.Add("gone");
        if (stream is RemoteMixedStream mixed)
        {
            mixed.LayoutChanged += (_, e) => log.Add(string.Join(", ", e.Layout.Select(Place)));
        }
    }

    private static string Place(LayoutRegion region) => region.Area switch
    {
        RectangleArea area => $"{region.StreamId ?? "nobody"} at {area.Left.Value * 1280:0},{area.Top.Value * 720:0}",
        CircleArea circle => $"{region.StreamId ?? "nobody"} around {circle.CenterX.Value * 1280:0},{circle.CenterY.Value * 720:0}",
        _ => $"{region.StreamId ?? "nobody"} somewhere",
    };

    public static VideoSettings? LargestLayer(RemoteStream stream) =>
        stream.VideoLayers.MaxBy(layer => layer.Resolution is { } size ? size.Width * size.Height : 0);

    public static async Task<ProtocolVersion> JoinAnOldPortalAsync(
        ConferenceClientOptions options, OwtClient.Signaling.ISignaling signaling, string token, CancellationToken cancellationToken)
    {
        await using var client = new ConferenceClient(options with { ProtocolVersion = ProtocolVersion.Version11 }, signaling);
        ConferenceInfo info = await client.JoinAsync(token, cancellationToken);
        return info.ProtocolVersion;
    }
}
