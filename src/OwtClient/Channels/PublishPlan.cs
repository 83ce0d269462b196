using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Makes the plan of a publication. Pure.</summary>
internal static class PublishPlan
{
    /// <exception cref="ArgumentException">The options do not fit the stream.</exception>
    public static SessionPlan Create(
        LocalStream stream, PublishOptions options, ProtocolVersion version = ProtocolVersion.Version12)
    {
        var tracks = new List<PlannedTrack>();
        var requests = new List<TrackRequest>();
        CheckLimit(options.MaxAudioBitsPerSecond, nameof(options.MaxAudioBitsPerSecond));
        CheckLimit(options.MaxVideoBitsPerSecond, nameof(options.MaxVideoBitsPerSecond));
        if (stream.Audio is { } audio) Add(audio, SourceName(audio.Source), options.AudioCodecs, null);
        if (stream.Video is { } video) Add(video, SourceName(video.Source), options.VideoCodecs, ScalabilityMode.Check(video, options));
        var request = new PublishRequest(new MediaRequest([.. requests])) { Attributes = Attributes(options) };
        var json = SessionRequests.Write(request, version);
        return new SessionPlan("publish", "unpublish", json, TransceiverDirection.SendOnly, tracks);

        void Add(LocalTrack track, string source, IReadOnlyList<RtpCodec> wanted, string? scalabilityMode)
        {
            var codecs = CodecChoice.ForSending(track.Kind, track.Codec, wanted);
            var planned = new PlannedTrack(track.Kind, tracks.Count == 0 ? "0" : "1", codecs) { Carried = track.Codec, Rids = track.Rids };
            tracks.Add(planned);
            requests.Add(new TrackRequest(SubscribePlan.KindName(track.Kind), planned.Mid)
            {
                Source = source,
                ScalabilityMode = scalabilityMode,
            });
        }
    }

    private static void CheckLimit(int? bitsPerSecond, string name)
    {
        if (bitsPerSecond is <= 0) throw new ArgumentException($"{name} is {bitsPerSecond}: a limit is positive, or null for none.");
    }

    /// <summary>A copy, since the caller may change its object while the request is under way.</summary>
    private static JsonElement? Attributes(PublishOptions options)
    {
        if (options.Attributes is not { } attributes) return null;
        using var document = JsonDocument.Parse(attributes.ToJsonString());
        return document.RootElement.Clone();
    }

    private static string SourceName(AudioSource source) => source switch
    {
        AudioSource.Microphone => "mic",
        AudioSource.ScreenCast => "screen-cast",
        AudioSource.RawFile => "raw-file",
        _ => "encoded-file",
    };

    private static string SourceName(VideoSource source) => source switch
    {
        VideoSource.Camera => "camera",
        VideoSource.ScreenCast => "screen-cast",
        VideoSource.RawFile => "raw-file",
        _ => "encoded-file",
    };
}
