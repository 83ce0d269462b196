using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Tests.Negotiation;

/// <summary>Sections and sessions as small as a test needs them.</summary>
internal static class NegotiationFixture
{
    public static readonly LocalSession Session = new()
    {
        Origin = new SdpOrigin(4611686018427387905, 1),
        Cname = "cname",
        IceUfrag = "ufrag",
        IcePwd = "password-of-22-letters",
        Fingerprint = new SdpFingerprint("sha-256", "AB:CD"),
    };

    public static LocalSection Audio(string mid, TransceiverDirection direction, params RtpCodec[] codecs) =>
        Section(mid, MediaKind.Audio, direction, codecs);

    public static LocalSection Video(string mid, TransceiverDirection direction, params RtpCodec[] codecs) =>
        Section(mid, MediaKind.Video, direction, codecs);

    public static SdpSession Offer(params LocalSection[] sections)
    {
        Assert.True(OfferBuilder.TryBuild(Session, sections, null, out var offer));
        return offer;
    }

    public static SdpSession Parse(string text)
    {
        Assert.True(SdpParser.TryParse(text, out var session, out var error), error.ToString());
        return session;
    }

    public static SdpSession Recorded(string file) => Parse(VectorFile.ReadText("sdp", file));

    /// <summary>What a peer makes of a description: only its text crosses.</summary>
    public static SdpSession Transmit(this SdpSession session) => Parse(SdpWriter.Write(session));

    private static LocalSection Section(string mid, MediaKind kind, TransceiverDirection direction, RtpCodec[] codecs) => new()
    {
        Mid = mid,
        Kind = kind,
        Direction = direction,
        Codecs = codecs.Length > 0 ? codecs : DefaultCodecs.For(kind),
        PrefersOwnOrder = codecs.Length > 0,
        Encodings = [new LocalEncoding(null, kind == MediaKind.Audio ? 11u : 22u)],
        StreamId = "stream",
        TrackId = "track-" + mid,
    };
}
