using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Negotiation;

namespace OwtClient.WebRtc.Tests.Core;

/// <summary>Two cores that negotiated one audio and one video section, both ways, and are about to connect.</summary>
internal sealed class CorePair : IDisposable
{
    public const int Audio = 0;
    public const int Video = 1;

    /// <param name="network">Where they meet.</param>
    /// <param name="rids">Layers of the video that the offerer sends; none for a single stream.</param>
    public CorePair(VirtualNetwork network, params string[] rids)
    {
        Network = network;
        Offerer = new CoreHost(network, 1);
        Answerer = new CoreHost(network, 2);
        Offerer.Listen("192.0.2.1");
        Answerer.Listen("192.0.2.2");
        Negotiate(rids);

        var (forth, back) = (Material(1), Material(2));
        using (var keys = new SrtpKeyPair(forth, back)) Offerer.Meet(Answerer, keys);
        (forth, back) = (Material(1), Material(2));
        using (var keys = new SrtpKeyPair(back, forth)) Answerer.Meet(Offerer, keys);
    }

    public VirtualNetwork Network { get; }

    public CoreHost Offerer { get; }

    public CoreHost Answerer { get; }

    public void Dispose()
    {
        Offerer.Dispose();
        Answerer.Dispose();
    }

    public void Connect() => Assert.True(Network.RunUntil(
        () => Offerer.Core.State == PeerConnectionState.Connected && Answerer.Core.State == PeerConnectionState.Connected,
        TimeSpan.FromSeconds(10)));

    private static SrtpKeyMaterial Material(byte fill) =>
        new(SrtpProfile.AeadAes128Gcm, Enumerable.Repeat(fill, 16).ToArray(), Enumerable.Repeat(fill, 12).ToArray());

    private void Negotiate(string[] rids)
    {
        var video = Section(MediaKind.Video, "1", 101);
        if (rids.Length > 0) video = video with { Encodings = [.. rids.Select((rid, i) => new LocalEncoding(rid, 101 + (uint)i))] };
        LocalSection[] offered = [Section(MediaKind.Audio, "0", 100), video];
        LocalSection[] answered = [Section(MediaKind.Audio, "0", 200), Section(MediaKind.Video, "1", 201)];
        var offer = NegotiationFixture.Offer(offered);
        var answer = AnswerBuilder.Build(NegotiationFixture.Session, answered, offer.Transmit(), SdpSetup.Active);
        Offerer.Apply(Negotiator.Negotiate(offer, answer.Transmit(), DescriptionSide.Remote), offered);
        Answerer.Apply(Negotiator.Negotiate(answer, offer.Transmit(), DescriptionSide.Local), answered);
        Answerer.Core.Ice.SetRole(IceRole.Controlled);
    }

    private static LocalSection Section(MediaKind kind, string mid, uint ssrc) => new()
    {
        Mid = mid,
        Kind = kind,
        Direction = TransceiverDirection.SendRecv,
        Codecs = [kind == MediaKind.Audio ? RtpCodec.Opus : RtpCodec.Vp8],
        Encodings = [new LocalEncoding(null, ssrc)],
        StreamId = "stream",
        TrackId = mid,
    };
}
