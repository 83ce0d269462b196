using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Makes the plan of a subscription. Pure.</summary>
internal static class SubscribePlan
{
    /// <exception cref="ArgumentException">The options do not fit what the streams have.</exception>
    public static SessionPlan Create(
        RemoteStream stream, SubscribeOptions options, ProtocolVersion version = ProtocolVersion.Version12)
    {
        var tracks = new List<PlannedTrack>();
        var requests = new List<TrackRequest>();
        if (SubscribeSource.Audio(stream, options.Audio) is { } audio)
        {
            var codecs = CodecChoice.ForReceiving(MediaKind.Audio, options.Audio!.Codecs);
            SourceFormats.Require(audio.Settings, codecs);
            Add(MediaKind.Audio, codecs, audio.From, null, null);
        }

        if (SubscribeSource.Video(stream, options.Video) is { } video)
        {
            var codecs = CodecChoice.ForReceiving(MediaKind.Video, options.Video!.Codecs);
            SourceFormats.Require(video.Settings, codecs);
            if (version == ProtocolVersion.Version12 && video is { Rid: { } rid, Settings.TrackId: null })
            {
                throw new ArgumentException($"The layer {rid} has no track id, by which this server knows layers.");
            }

            Add(MediaKind.Video, codecs, video.From, video.Rid, VideoParameters.ForSubscribe(video.Settings, options.Video));
        }

        if (tracks.Count == 0) throw new ArgumentException("The stream has none of the wanted tracks.");
        var request = new SubscribeRequest(new MediaRequest([.. requests]));
        var json = SessionRequests.Write(request, version);
        return new SessionPlan("subscribe", "unsubscribe", json, TransceiverDirection.RecvOnly, tracks);

        void Add(MediaKind kind, IReadOnlyList<RtpCodec> codecs, string from, string? rid, TrackParametersRequest? parameters)
        {
            var planned = new PlannedTrack(kind, tracks.Count == 0 ? "0" : "1", codecs);
            tracks.Add(planned);
            requests.Add(new TrackRequest(KindName(kind), planned.Mid) { From = from, Rid = rid, Parameters = parameters });
        }
    }

    public static string KindName(MediaKind kind) => kind == MediaKind.Audio ? "audio" : "video";
}
