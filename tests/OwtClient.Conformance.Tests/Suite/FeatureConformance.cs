using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>The rows in which engines differ: each works, or is declined by name.</summary>
public abstract class FeatureConformance(EngineUnderTest engine)
{
    public static TheoryData<EngineFeature> Features => [.. Enum.GetValues<EngineFeature>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Feature_Works_OrIsDeclined(EngineFeature feature)
    {
        if (!engine.Declined.Contains(feature))
        {
            await UseAsync(feature);
            return;
        }

        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => UseAsync(feature));
        Assert.Contains(Word(feature), refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What the refusal has to name.</summary>
    private static string Word(EngineFeature feature) => feature switch
    {
        EngineFeature.Simulcast => "simulcast",
        EngineFeature.Renegotiation => "second time",
        EngineFeature.UnannouncedSources => "a=ssrc",
        EngineFeature.ActiveOffer => "a=setup:active",
        _ => "TLS",
    };

    private Task UseAsync(EngineFeature feature) => feature switch
    {
        EngineFeature.Simulcast => SendSimulcastAsync(),
        EngineFeature.Renegotiation => RenegotiateAsync(),
        EngineFeature.UnannouncedSources => ReceiveUnannouncedAsync(),
        EngineFeature.ActiveOffer => AnswerActiveOfferAsync(),
        _ => NameTurnOverTlsAsync(),
    };

    private async Task SendSimulcastAsync()
    {
        await using var pair = new PeerPair(engine, EngineUnderTest.Managed);
        pair.Offerer.AddTransceiver(MediaKind.Video, new TransceiverOptions
        {
            Direction = TransceiverDirection.SendOnly,
            SendEncodings = [new RtpEncoding("h"), new RtpEncoding("l")],
        });
        await pair.NegotiateAsync();
        Assert.Contains("a=simulcast:recv h;l", pair.Answerer.LocalDescription!.Sdp, StringComparison.Ordinal);
    }

    private async Task RenegotiateAsync()
    {
        await using var pair = new PeerPair(engine, EngineUnderTest.Managed);
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions());
        await pair.ConnectAsync();
        audio.Direction = TransceiverDirection.SendOnly;
        await pair.NegotiateAsync();
        Assert.Equal(TransceiverDirection.RecvOnly, pair.Answerer.Transceivers[0].CurrentDirection);
    }

    private async Task ReceiveUnannouncedAsync()
    {
        await using var factory = engine.CreateFactory();
        await using var connection = factory.CreatePeerConnection(new PeerConnectionOptions());
        var receive = new TransceiverOptions { Direction = TransceiverDirection.RecvOnly };
        var send = new TransceiverOptions { Direction = TransceiverDirection.SendOnly };
        for (var i = 0; i < 2; i++) connection.AddTransceiver(MediaKind.Video, receive);
        await using var pair = new PeerPair(EngineUnderTest.Managed, EngineUnderTest.Managed);
        for (var i = 0; i < 2; i++) pair.Offerer.AddTransceiver(MediaKind.Video, send);
        var offer = (await pair.Offerer.CreateOfferAsync(Stop)).Sdp;
        var without = string.Join("\r\n", offer.Split("\r\n").Where(line => !line.StartsWith("a=ssrc", StringComparison.Ordinal)));
        await connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, without), Stop);
    }

    private async Task AnswerActiveOfferAsync()
    {
        await using var pair = new PeerPair(EngineUnderTest.Managed, engine);
        pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions());
        var offer = (await pair.Offerer.CreateOfferAsync(Stop)).Sdp.Replace("actpass", "active", StringComparison.Ordinal);
        await pair.Answerer.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, offer), Stop);
        Assert.Contains("a=setup:passive", (await pair.Answerer.CreateAnswerAsync(Stop)).Sdp, StringComparison.Ordinal);
    }

    private async Task NameTurnOverTlsAsync()
    {
        await using var factory = engine.CreateFactory();
        var server = new IceServer("turns:127.0.0.1:9") { Username = "user", Credential = "secret" };
        await using var connection = factory.CreatePeerConnection(new PeerConnectionOptions { IceServers = [server] });
    }
}
