using System.Globalization;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Makes the plan of a subscription. Pure.</summary>
internal static class SubscribePlan
{
    /// <exception cref="ArgumentException">The options do not fit what the stream has.</exception>
    public static SessionPlan Create(
        RemoteStream stream, SubscribeOptions options, ProtocolVersion version = ProtocolVersion.Version12)
    {
        var tracks = new List<PlannedTrack>();
        var requests = new List<TrackRequest>();
        if (options.Audio is { } audio && stream.Audio is not null)
        {
            Add(MediaKind.Audio, CodecChoice.ForReceiving(MediaKind.Audio, audio.Codecs), stream.Id, null);
        }

        if (options.Video is { } video && stream.Video is not null)
        {
            var source = SourceLayer(stream, video.Rid, version);
            var from = video.Rid is null ? stream.Id : source.TrackId ?? stream.Id;
            Add(MediaKind.Video, CodecChoice.ForReceiving(MediaKind.Video, video.Codecs), from, Parameters(source, video), video.Rid);
        }

        if (tracks.Count == 0) throw new ArgumentException("The stream has none of the wanted tracks.");
        var request = new SubscribeRequest(new MediaRequest([.. requests]));
        var json = SessionRequests.Write(request, version);
        return new SessionPlan("subscribe", "unsubscribe", json, TransceiverDirection.RecvOnly, tracks);

        void Add(MediaKind kind, IReadOnlyList<RtpCodec> codecs, string from, TrackParametersRequest? parameters, string? rid = null)
        {
            var planned = new PlannedTrack(kind, tracks.Count == 0 ? "0" : "1", codecs);
            tracks.Add(planned);
            requests.Add(new TrackRequest(KindName(kind), planned.Mid) { From = from, SimulcastRid = rid, Parameters = parameters });
        }
    }

    public static string KindName(MediaKind kind) => kind == MediaKind.Audio ? "audio" : "video";

    /// <summary>Before protocol 1.2 layers have no id of their own: the request names stream and layer (PROTOCOL §4.6).</summary>
    private static VideoSettings SourceLayer(RemoteStream stream, string? rid, ProtocolVersion version)
    {
        if (rid is null) return stream.Video!;
        return stream.VideoLayers.FirstOrDefault(
            layer => layer.Rid == rid && (layer.TrackId is not null || version != ProtocolVersion.Version12))
            ?? throw new ArgumentException($"The stream has no simulcast layer {rid}.");
    }

    /// <summary>Refuses here what the server would refuse, or accept and then send nothing for (PROTOCOL §4.5).</summary>
    private static TrackParametersRequest? Parameters(VideoSettings source, VideoSubscribeOptions wish)
    {
        var capabilities = source.Capabilities;
        var multiplier = wish.BitrateMultiplier is 1.0 ? null : wish.BitrateMultiplier;
        if (wish.Resolution is { } size && source.Resolution is { } own && size != own && !capabilities.Resolutions.Contains(size))
        {
            Refuse($"the resolution {size}");
        }

        if (wish.FrameRate is { } rate && source.FrameRate != rate && !capabilities.FrameRates.Contains(rate))
        {
            Refuse($"{rate} frames per second");
        }

        if (wish.KeyFrameInterval is { } interval
            && source.KeyFrameInterval != interval && !capabilities.KeyFrameIntervals.Contains(interval))
        {
            Refuse($"a key frame every {interval}");
        }

        if (multiplier is { } share)
        {
            if (!capabilities.BitrateMultipliers.Contains(share)) Refuse($"the bitrate multiplier {share}");
            if (source.BitsPerSecond is null)
            {
                throw new ArgumentException(
                    "A bitrate multiplier needs a source whose bitrate the server knows; for this one it would send nothing.");
            }
        }

        if (wish.Resolution is null && wish.FrameRate is null && wish.KeyFrameInterval is null && multiplier is null) return null;
        return new TrackParametersRequest
        {
            Resolution = wish.Resolution is { } wanted ? new ResolutionMessage(wanted.Width, wanted.Height) : null,
            Framerate = wish.FrameRate,
            Bitrate = multiplier is { } m ? string.Create(CultureInfo.InvariantCulture, $"x{m:0.0##}") : null,
            KeyFrameInterval = wish.KeyFrameInterval?.TotalSeconds,
        };
    }

    private static void Refuse(string what) =>
        throw new ArgumentException($"The server cannot make {what} of this stream; see its capabilities.");
}
