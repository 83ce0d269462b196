using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>What one engine has to do by itself.</summary>
public abstract class EngineConformance(EngineUnderTest engine) : IAsyncDisposable
{
    private static readonly string[] OwtWants =
        ["a=rtcp-mux", "a=mid:", "a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:sha-256", "a=setup:actpass", "a=extmap:", "a=ssrc:"];

    private readonly IPeerConnectionFactory _factory = engine.CreateFactory();

    /// <summary>
    /// Answers of an OWT 5.1 server: to a publication and to a subscription, of a browser and of the JavaScript SDK under node.
    /// </summary>
    public static TheoryData<string, TransceiverDirection> Recorded => new()
    {
        { "chromium-a0", TransceiverDirection.SendOnly },
        { "chromium-b0", TransceiverDirection.RecvOnly },
        { "node-a0", TransceiverDirection.SendOnly },
        { "node-b0", TransceiverDirection.RecvOnly },
        { "odd-no-ssrc", TransceiverDirection.SendOnly },
        { "odd-lower-case-codecs", TransceiverDirection.SendOnly },
        { "odd-session-level", TransceiverDirection.SendOnly },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task AnswerOfOwt_IsAccepted(string recording, TransceiverDirection direction)
    {
        var answer = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Recorded", $"{recording}-answer.sdp"), Stop);
        await using var connection = Create();
        foreach (var line in answer.Split('\n').Where(line => line.StartsWith("m=", StringComparison.Ordinal)))
        {
            var kind = line.StartsWith("m=audio", StringComparison.Ordinal) ? MediaKind.Audio : MediaKind.Video;
            connection.AddTransceiver(kind, new TransceiverOptions { Direction = direction });
        }

        await connection.SetLocalDescriptionAsync(await connection.CreateOfferAsync(Stop), Stop);
        await connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Answer, answer), Stop);

        Assert.Equal(SignalingState.Stable, connection.SignalingState);
        Assert.All(connection.Transceivers, transceiver => Assert.Equal(direction, transceiver.CurrentDirection));
        Assert.All(connection.Transceivers, transceiver =>
            Assert.NotNull(direction == TransceiverDirection.SendOnly ? transceiver.Sender.Codec : transceiver.Receiver.Codec));
    }

    [Fact]
    public async Task Offer_HasWhatOwtWants()
    {
        await using var connection = Create();
        connection.AddTransceiver(MediaKind.Audio, new TransceiverOptions { Direction = TransceiverDirection.SendOnly });
        connection.AddTransceiver(MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.SendOnly });

        var sections = (await connection.CreateOfferAsync(Stop)).Sdp.Split("m=")[1..];

        Assert.Equal(2, sections.Length);
        Assert.All(sections, section => // PROTOCOL §6.1
        {
            Assert.Contains("UDP/TLS/RTP/SAVPF", section, StringComparison.Ordinal);
            foreach (var line in OwtWants) Assert.Contains(line, section, StringComparison.Ordinal);
        });
        Assert.Contains("nack pli", sections[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescriptionsOutOfTurn_AreRefused()
    {
        await using var connection = Create();
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.CreateOfferAsync(Stop)); // nothing to offer
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.CreateAnswerAsync(Stop));
        connection.AddTransceiver(MediaKind.Audio, new TransceiverOptions());
        var offer = await connection.CreateOfferAsync(Stop);
        await Assert.ThrowsAsync<SdpException>(() => connection.SetLocalDescriptionAsync(offer with { Sdp = offer.Sdp + "a=x\r\n" }, Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.AddIceCandidateAsync(new IceCandidate("x"), Stop));
        await connection.SetLocalDescriptionAsync(offer, Stop);
        await Assert.ThrowsAsync<SdpException>(
            () => connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Answer, "nonsense"), Stop));
        Assert.Equal(SignalingState.HaveLocalOffer, connection.SignalingState);
    }

    [Fact]
    public async Task MalformedCandidate_IsRefused_UselessOneIgnored()
    {
        await using var other = Create();
        other.AddTransceiver(MediaKind.Audio, new TransceiverOptions());
        await using var connection = Create();
        await connection.SetRemoteDescriptionAsync(await other.CreateOfferAsync(Stop), Stop);

        await Assert.ThrowsAsync<SdpException>(() => connection.AddIceCandidateAsync(new IceCandidate("candidate:1 1 udp"), Stop));
        await connection.AddIceCandidateAsync(new IceCandidate("candidate:1 1 tcp 1 127.0.0.1 9 typ host tcptype active"), Stop);
        await connection.AddIceCandidateAsync(new IceCandidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "7", 7), Stop);
        await connection.AddIceCandidateAsync(new IceCandidate(""), Stop);
    }

    [Fact]
    public async Task Sender_RefusesWhatItWasNotMadeFor()
    {
        await using var pair = new PeerPair(engine, EngineUnderTest.Managed);
        var video = pair.Offerer.AddTransceiver(
            MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.SendOnly, Codecs = [RtpCodec.Vp8] });
        Assert.False(video.Sender.SendFrame(IntegrationTests.Sdk.TestFrames.Create(MediaCodec.Vp8, 0, 100))); // not connected

        await pair.ConnectAsync();

        Assert.Throws<ArgumentException>(() => video.Sender.SendFrame(IntegrationTests.Sdk.TestFrames.Create(MediaCodec.H264, 0, 100)));
        Assert.Throws<ArgumentException>(() => video.Sender.SendFrame(IntegrationTests.Sdk.TestFrames.Create(MediaCodec.Vp8, 0, 100), "h"));
        Assert.Throws<ArgumentException>(() =>
            video.Sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, ReadOnlyMemory<byte>.Empty, TimeSpan.Zero)));
    }

    [Fact]
    public async Task DisposedFactory_MakesNothing_AndClosesWhatItMade()
    {
        var factory = engine.CreateFactory();
        var connection = factory.CreatePeerConnection(new PeerConnectionOptions());
        await factory.DisposeAsync();
        Assert.Equal(SignalingState.Closed, connection.SignalingState);
        Assert.Throws<ObjectDisposedException>(() => factory.CreatePeerConnection(new PeerConnectionOptions()));
        await factory.DisposeAsync();
    }

    private IPeerConnection Create() => _factory.CreatePeerConnection(new PeerConnectionOptions());
}
