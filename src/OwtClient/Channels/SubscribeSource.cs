using OwtClient.Streams;

namespace OwtClient.Channels;

/// <summary>What one kind of media of a subscription is taken from. Pure.</summary>
/// <param name="Settings">The track or layer as it is now.</param>
/// <param name="From">The request's name of it: a stream's id, or a track's for one simulcast layer.</param>
/// <param name="Rid">The layer's rid, where one layer was asked for and has one.</param>
internal sealed record SubscribeSource<T>(T Settings, string From, string? Rid = null);

/// <summary>Finds the sources that subscribe options name.</summary>
internal static class SubscribeSource
{
    /// <returns>Null when no sound is wanted, or none is there and none was asked for by name.</returns>
    /// <exception cref="ArgumentException">The stream named has no sound.</exception>
    public static SubscribeSource<AudioSettings>? Audio(RemoteStream stream, AudioSubscribeOptions? wish)
    {
        if (wish is null) return null;
        var from = wish.From ?? stream;
        if (from.Audio is { } settings) return new SubscribeSource<AudioSettings>(settings, from.Id);
        return wish.From is null ? null : throw new ArgumentException($"The {from} has no sound.");
    }

    /// <returns>Null when no pictures are wanted, or none are there and none were asked for by name.</returns>
    /// <exception cref="ArgumentException">The stream named has no pictures, or not the layer named.</exception>
    public static SubscribeSource<VideoSettings>? Video(RemoteStream stream, VideoSubscribeOptions? wish)
    {
        if (wish is null) return null;
        var from = wish.From ?? stream;
        if (from.VideoLayers.Count == 0)
        {
            return wish.From is null ? null : throw new ArgumentException($"The {from} has no pictures.");
        }

        return Layer(from, wish.Rid, wish.TrackId);
    }

    /// <summary>The layer with that rid or that track id, or, without both, the stream as a whole.</summary>
    /// <exception cref="ArgumentException">There is none, or both are given.</exception>
    private static SubscribeSource<VideoSettings> Layer(RemoteStream stream, string? rid, string? trackId)
    {
        if (rid is not null && trackId is not null) throw new ArgumentException("A layer is named by its rid or by its track id.");
        if (rid is null && trackId is null) return new SubscribeSource<VideoSettings>(stream.Video!, stream.Id);
        var layer = stream.VideoLayers.FirstOrDefault(l => rid is null ? l.TrackId == trackId : l.Rid == rid)
            ?? throw new ArgumentException($"The {stream} has no {(rid is null ? $"track {trackId}" : $"simulcast layer {rid}")}.");
        return new SubscribeSource<VideoSettings>(layer, layer.TrackId ?? stream.Id, layer.Rid); // protocol 1.1 tells no track ids
    }
}
