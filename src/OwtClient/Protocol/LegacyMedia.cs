using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>Brings the media of a stream of protocol 1.0 or 1.1 into the form of 1.2 (PROTOCOL §4.13).</summary>
internal static class LegacyMedia
{
    /// <summary>The tracks of a stream, whichever version described it. Those of the older ones have neither id nor mid.</summary>
    public static IReadOnlyList<TrackMessage> TracksOf(StreamMediaMessage? media)
    {
        if (media?.Tracks is { } tracks) return [.. tracks.OfType<TrackMessage>()]; // null counts as absent
        var found = new List<TrackMessage>();
        if (media?.Audio is { } audio)
        {
            found.Add(new TrackMessage
            {
                Type = "audio", Source = audio.Source, Format = audio.Format, Optional = audio.Optional, Status = audio.Status,
            });
        }

        if (media?.Video is { } video) found.AddRange(Layers(video).Select(layer => Track(video, layer)));
        return found;
    }

    /// <summary>1.1 lists the layers; 1.0 has the first one's members in the video's own place.</summary>
    private static LegacyLayerMessage[] Layers(LegacyVideoMessage video) => video.Original is { Length: > 0 } layers
        ? [.. layers.OfType<LegacyLayerMessage>()]
        : [new LegacyLayerMessage { Format = video.Format, Parameters = video.Parameters }];

    private static TrackMessage Track(LegacyVideoMessage video, LegacyLayerMessage layer) => new()
    {
        Type = "video",
        Source = video.Source,
        Format = layer.Format,
        Parameters = layer.Parameters,
        Optional = video.Optional,
        Status = video.Status,
        Rid = layer.SimulcastRid,
    };
}
