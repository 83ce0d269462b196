using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>SIPSorcery's tracks and streams for agreed sections.</summary>
internal static class EngineTracks
{
    private const string TelephoneEvent = "telephone-event";

    /// <summary>Adds a track for a section; the n-th of a kind gets that kind's n-th stream.</summary>
    public static Sip.MediaStream Add(Sip.RTCPeerConnection engine, NegotiatedSection section, uint ssrc)
    {
        var kind = section.Kind == MediaKind.Audio ? Sip.SDPMediaTypesEnum.audio : Sip.SDPMediaTypesEnum.video;
        var formats = section.ReceiveCodecs.Select(codec => Format(kind, codec)).ToList();
        var extensions = new Dictionary<int, Sip.RTPHeaderExtension>();
        if (section.Extensions.IdOf(HeaderExtensionKind.Mid) is > 0 and var id) extensions.Add(id, new SectionIdExtension(id, section.Mid));
        var track = new Sip.MediaStreamTrack(kind, false, formats, Status(section.Direction), null, extensions) { Ssrc = ssrc };
        engine.addTrack(track);
        return engine.AudioStreamList.Concat<Sip.MediaStream>(engine.VideoStreamList).First(stream => stream.LocalTrack == track);
    }

    /// <summary>
    /// Trap: each audio track gets telephone events as payload type 101 whether agreed or not; packets of another section with that number
    /// would be taken for sound.
    /// </summary>
    public static void RemoveTelephoneEvents(Sip.RTCPeerConnection engine)
    {
        foreach (var stream in engine.AudioStreamList)
            stream.LocalTrack?.Capabilities?.RemoveAll(format => format.Name() == TelephoneEvent);
    }

    private static Sip.SDPAudioVideoMediaFormat Format(Sip.SDPMediaTypesEnum kind, NegotiatedCodec codec) =>
        new(kind, codec.PayloadType, codec.Codec.Name, codec.Codec.ClockRate, Math.Max(1, codec.Codec.Channels), codec.Codec.Fmtp);

    private static Sip.MediaStreamStatusEnum Status(TransceiverDirection direction) => direction switch
    {
        TransceiverDirection.SendRecv => Sip.MediaStreamStatusEnum.SendRecv,
        TransceiverDirection.SendOnly => Sip.MediaStreamStatusEnum.SendOnly,
        TransceiverDirection.RecvOnly => Sip.MediaStreamStatusEnum.RecvOnly,
        _ => Sip.MediaStreamStatusEnum.Inactive,
    };
}
