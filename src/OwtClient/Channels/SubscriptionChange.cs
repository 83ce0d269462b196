using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>A change of a live subscription (PROTOCOL §4.9). Pure.</summary>
/// <param name="Update">What to ask of the server.</param>
/// <param name="Stream">The stream subscribed to once the server agreed.</param>
/// <param name="Options">The options in force then.</param>
internal sealed record SubscriptionChange(SubscriptionUpdate Update, RemoteStream Stream, SubscribeOptions Options)
{
    /// <summary>Other parameters for the pictures.</summary>
    /// <exception cref="ArgumentException">The source cannot give that, or there are no pictures, or nothing is to change.</exception>
    public static SubscriptionChange Parameters(RemoteStream stream, SubscribeOptions options, VideoUpdateOptions change)
    {
        var source = SubscribeSource.Video(stream, options.Video) ?? throw new ArgumentException("The subscription has no pictures.");
        var parameters = VideoParameters.ForUpdate(source.Settings, options.Video!, change);
        return new SubscriptionChange(
            new SubscriptionUpdate { Video = new TrackUpdate { Parameters = parameters } },
            stream,
            options with { Video = VideoParameters.With(options.Video!, change) });
    }

    /// <summary>Another source. The parameters of the pictures are reset with it, by the server.</summary>
    /// <param name="stream">The stream subscribed to.</param>
    /// <param name="options">The options in force.</param>
    /// <param name="target">The stream to receive from now on.</param>
    /// <param name="kinds">Which kinds of media change over; all of them are there.</param>
    /// <param name="rid">Simulcast layer, or null for the stream as a whole.</param>
    /// <param name="audioCodec">What was negotiated for sound: the target must be available so.</param>
    /// <param name="videoCodec">What was negotiated for pictures.</param>
    /// <exception cref="ArgumentException">The target lacks a kind or the layer, or cannot be had in the codec negotiated.</exception>
    public static SubscriptionChange Source(
        RemoteStream stream,
        SubscribeOptions options,
        RemoteStream target,
        TrackKinds kinds,
        string? rid,
        RtpCodec? audioCodec,
        RtpCodec? videoCodec)
    {
        if (rid is not null && !kinds.HasFlag(TrackKinds.Video)) throw new ArgumentException("Only pictures have layers.");
        var update = new SubscriptionUpdate();
        var next = options;
        if (kinds.HasFlag(TrackKinds.Audio))
        {
            next = next with { Audio = options.Audio! with { From = target } };
            var source = SubscribeSource.Audio(target, next.Audio)!;
            if (audioCodec is not null) SourceFormats.Require(source.Settings, [audioCodec]);
            update = update with { Audio = new TrackUpdate { From = source.From } };
        }

        if (kinds.HasFlag(TrackKinds.Video))
        {
            next = next with { Video = new VideoSubscribeOptions { Codecs = options.Video!.Codecs, From = target, Rid = rid } };
            var source = SubscribeSource.Video(target, next.Video)!;
            if (rid is not null && source.Settings.TrackId is null)
            {
                throw new ArgumentException("This server names no tracks, so that a live subscription cannot change over to one layer.");
            }

            if (videoCodec is not null) SourceFormats.Require(source.Settings, [videoCodec]);
            update = update with { Video = new TrackUpdate { From = source.From } };
        }

        return OfOneStream(target, next) is { } plain
            ? new SubscriptionChange(update, target, plain)
            : new SubscriptionChange(update, stream, next);
    }

    /// <summary>The options of a subscription to that stream alone, or null when something comes from elsewhere.</summary>
    private static SubscribeOptions? OfOneStream(RemoteStream stream, SubscribeOptions options)
    {
        if (options.Audio is { } audio && audio.From != stream) return null;
        if (options.Video is { } video && video.From != stream) return null;
        return new SubscribeOptions
        {
            Audio = options.Audio is null ? null : options.Audio with { From = null },
            Video = options.Video is null ? null : options.Video with { From = null },
        };
    }
}
