using System.Text.Json.Nodes;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Guide;

/// <summary>The code of docs/publishing-and-subscribing.md, compiled. <see cref="GuideTests"/> compares the two.</summary>
internal static class MediaGuide
{
    public static async Task<Publication> PublishAsync(ConferenceClient client, CancellationToken cancellationToken)
    {
        var microphone = new LocalAudioTrack(MediaCodec.Opus, AudioSource.Microphone);
        var screen = new LocalVideoTrack(MediaCodec.H264, VideoSource.ScreenCast);
        var publication = await client.PublishAsync(
            new LocalStream(microphone, screen),
            new PublishOptions
            {
                VideoCodecs = [RtpCodec.H264],
                MaxVideoBitsPerSecond = 1_500_000,
                Attributes = new JsonObject { ["title"] = "slides" },
            },
            cancellationToken);
        return publication;
    }

    public static void Feed(LocalVideoTrack screen, Encoder encoder, Picture picture)
    {
        screen.KeyFrameRequested += (_, e) => encoder.ForceKeyFrame();
        screen.MaxBitsPerSecondChanged += (_, _) => encoder.SetBitrate(screen.MaxBitsPerSecond ?? 2_000_000);

        if (screen.IsLive) // else nobody would get it: not published, or muted
        {
            (byte[] data, bool isKeyFrame) = encoder.Encode(picture);
            screen.SendFrame(new EncodedFrame(MediaCodec.H264, data, picture.Time, isKeyFrame));
        }
    }

    public static async Task<LocalVideoTrack> PublishLayersAsync(ConferenceClient client, IReadOnlyDictionary<string, Encoder> encoders, Picture picture)
    {
        var camera = new LocalVideoTrack(MediaCodec.Vp8, VideoSource.Camera, rids: ["q", "h", "f"]);
        camera.KeyFrameRequested += (_, e) =>
        {
            foreach (string rid in e.Rid is null ? camera.Rids : [e.Rid]) encoders[rid].ForceKeyFrame();
        };
        await client.PublishAsync(new LocalStream(camera));

        foreach (string rid in camera.Rids)
        {
            (byte[] data, bool isKeyFrame) = encoders[rid].Encode(picture); // the same picture in three sizes
            camera.SendFrame(new EncodedFrame(MediaCodec.Vp8, data, picture.Time, isKeyFrame), rid);
        }

        return camera;
    }

    public static async Task<int> SubscribeAsync(ConferenceClient client, RemoteStream stream, CancellationToken cancellationToken)
    {
        var bytes = 0;
        await using Subscription subscription = await client.SubscribeAsync(stream, cancellationToken: cancellationToken);
        await foreach (EncodedFrame frame in subscription.Video!.ReadFramesAsync(cancellationToken))
        {
            using (frame) bytes += frame.Data.Length; // decode, record, forward; then give the memory back
        }

        return bytes;
    }

    public static async Task<Subscription> SubscribeSmallAsync(ConferenceClient client, RemoteStream stream, CancellationToken cancellationToken)
    {
        VideoCapabilities can = stream.Video!.Capabilities;
        var options = new SubscribeOptions
        {
            Audio = null, // no sound
            Video = new VideoSubscribeOptions
            {
                Codecs = [RtpCodec.Vp8, RtpCodec.H264],
                Resolution = can.Resolutions.OrderBy(size => size.Width).First(),
                FrameRate = can.FrameRates.Min(),
                KeyFrameInterval = can.KeyFrameIntervals.Min(),
            },
        };
        return await client.SubscribeAsync(stream, options, cancellationToken);
    }

    public static async Task<Subscription> SubscribeMixedAsync(ConferenceClient client, RemoteStream slides, RemoteStream speaker)
    {
        Subscription subscription = await client.SubscribeAsync(slides, new SubscribeOptions
        {
            Audio = new AudioSubscribeOptions { From = speaker },
        });
        return subscription;
    }

    public static async Task<Subscription> SubscribeLayerAsync(ConferenceClient client, RemoteStream stream)
    {
        VideoSettings smallest = stream.VideoLayers.MinBy(layer => layer.Resolution?.Width)!;
        Subscription subscription = await client.SubscribeAsync(stream, new SubscribeOptions
        {
            Video = new VideoSubscribeOptions { Rid = smallest.Rid },
        });
        return subscription;
    }

    /// <summary>Stands for an encoder of the reader's.</summary>
    internal sealed class Encoder
    {
        public int KeyFrames { get; private set; }

        public int Bitrate { get; private set; }

        public void ForceKeyFrame() => KeyFrames++;

        public void SetBitrate(int bitsPerSecond) => Bitrate = bitsPerSecond;

        public int Pictures { get; private set; }

        public (byte[] Data, bool IsKeyFrame) Encode(Picture picture)
        {
            Pictures++;
            return ([0, 0, 0, 1, 0x65, (byte)picture.Time.Ticks], true);
        }
    }

    internal sealed record Picture(TimeSpan Time);
}
