using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>What two engines have to do with each other, whichever they are: one offers, the other answers.</summary>
public abstract class EnginePairConformance(EngineUnderTest offerer, EngineUnderTest answerer)
{
    public static TheoryData<MediaCodec> Codecs =>
        [MediaCodec.Opus, MediaCodec.Pcmu, MediaCodec.Pcma, MediaCodec.Vp8, MediaCodec.Vp9, MediaCodec.H264];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Negotiation_AgreesOnDirectionsAndCodecs()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var audio = pair.Offerer.AddTransceiver(
            MediaKind.Audio, new TransceiverOptions { Direction = TransceiverDirection.SendOnly, Mid = "a" });
        var video = pair.Offerer.AddTransceiver(
            MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.SendRecv, Codecs = [RtpCodec.H264, RtpCodec.Vp8] });

        await pair.NegotiateAsync(answering => answering.Transceivers[1].Direction = TransceiverDirection.SendRecv);

        Assert.Equal(("a", "1"), (audio.Mid, video.Mid));
        Assert.Equal(["a", "1"], pair.Answerer.Transceivers.Select(transceiver => transceiver.Mid));
        Assert.Equal((TransceiverDirection.SendOnly, TransceiverDirection.SendRecv), (audio.CurrentDirection, video.CurrentDirection));
        Assert.Equal(TransceiverDirection.RecvOnly, pair.Answerer.Transceivers[0].CurrentDirection);
        Assert.Equal((MediaCodec.Opus, MediaCodec.H264), (audio.Sender.Codec!.Codec, video.Sender.Codec!.Codec));
        Assert.Equal(MediaCodec.H264, pair.Answerer.Transceivers[1].Sender.Codec!.Codec);
        Assert.Equal((SignalingState.Stable, SignalingState.Stable), (pair.Offerer.SignalingState, pair.Answerer.SignalingState));
        Assert.Equal((SdpType.Offer, SdpType.Answer), (pair.Offerer.LocalDescription!.Type, pair.Offerer.RemoteDescription!.Type));
    }

    /// <summary>A section without a common codec is rejected; the other lives.</summary>
    [Fact]
    public async Task SectionWithoutCommonCodec_IsRejectedAlone()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var send = new TransceiverOptions { Direction = TransceiverDirection.SendOnly };
        var video = pair.Offerer.AddTransceiver(MediaKind.Video, send with { Codecs = [RtpCodec.Vp8] });
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, send);
        pair.Answerer.AddTransceiver(
            MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.RecvOnly, Codecs = [RtpCodec.H264], Mid = "0" });

        await pair.ConnectAsync();

        Assert.Null(video.Sender.Codec);
        Assert.Equal(TransceiverDirection.Inactive, video.CurrentDirection);
        FrameChecks.Send(audio.Sender, MediaCodec.Opus, 0, 20);
        await FrameChecks.ReadAsync(pair.Answerer.Transceivers[1].Receiver, MediaCodec.Opus, 0, 20);
    }

    [Fact]
    public async Task Candidates_TrickleAndEnd()
    {
        await using var pair = new PeerPair(offerer, answerer);
        pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions());

        await pair.ConnectAsync();

        foreach (var connection in (IPeerConnection[])[pair.Offerer, pair.Answerer])
        {
            var own = pair.Trickled.Where(sent => sent.From == connection).Select(sent => sent.Candidate).ToArray();
            Assert.StartsWith("candidate:", own[0].Candidate, StringComparison.Ordinal);
            Assert.True(own[^1].IsEndOfCandidates);
            Assert.Single(own, candidate => candidate.IsEndOfCandidates);
            Assert.Equal(own.Length, own.Distinct().Count());
            Assert.Equal(IceGatheringState.Complete, connection.IceGatheringState);
            Assert.Contains(own[0].Candidate, connection.LocalDescription!.Sdp, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Frames_ArriveByteForByte_BothWays(MediaCodec codec)
    {
        var variant = FrameChecks.Variant(codec);
        await using var pair = new PeerPair(offerer, answerer);
        var here = pair.Offerer.AddTransceiver(variant.Kind, new TransceiverOptions { Codecs = [variant] });
        await pair.ConnectAsync(answering => answering.Transceivers[0].Direction = TransceiverDirection.SendRecv);
        var there = pair.Answerer.Transceivers[0];

        var reading = Task.WhenAll(
            FrameChecks.ReadAsync(there.Receiver, codec, 0, 60), FrameChecks.ReadAsync(here.Receiver, codec, 0, 60));
        FrameChecks.Send(here.Sender, codec, 0, 60);
        FrameChecks.Send(there.Sender, codec, 0, 60);

        await reading;
        Assert.Equal(codec, here.Receiver.Codec!.Codec);
    }

    [Fact]
    public async Task SoundAndPictures_ShareATransport_AndAreCounted()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var send = new TransceiverOptions { Direction = TransceiverDirection.SendOnly };
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, send);
        var video = pair.Offerer.AddTransceiver(MediaKind.Video, send);
        await pair.ConnectAsync();

        var reading = Task.WhenAll(
            FrameChecks.ReadAsync(pair.Answerer.Transceivers[0].Receiver, MediaCodec.Opus, 0, 50),
            FrameChecks.ReadAsync(pair.Answerer.Transceivers[1].Receiver, MediaCodec.Vp8, 0, 50));
        FrameChecks.Send(audio.Sender, MediaCodec.Opus, 0, 50);
        FrameChecks.Send(video.Sender, MediaCodec.Vp8, 0, 50);
        await reading;

        var sent = await pair.Offerer.GetStatsAsync(Stop);
        var received = await pair.Answerer.GetStatsAsync(Stop);
        Assert.Equal([50L, 50L], sent.Outbound.Select(stream => stream.FramesSent));
        Assert.Equal([50L, 50L], received.Inbound.Select(stream => stream.FramesReceived));
        Assert.Equal(sent.Outbound.Select(stream => stream.PacketsSent), received.Inbound.Select(stream => stream.PacketsReceived));
        Assert.Equal(sent.Outbound.Select(stream => stream.BytesSent), received.Inbound.Select(stream => stream.BytesReceived));
        Assert.Equal(sent.Outbound.Select(stream => stream.Ssrc), received.Inbound.Select(stream => stream.Ssrc));
        Assert.Equal([0L, 0L], received.Inbound.Select(stream => stream.FramesLost));
        Assert.Equal("host", received.Transport.LocalCandidateType);
        Assert.True(received.Transport.BytesReceived > received.Inbound.Sum(stream => stream.BytesReceived));
    }

    /// <summary>Sources that the peer announces (a=ssrc) find their sections, in the order of nothing else.</summary>
    [Fact]
    public async Task SectionsOfAKind_AreToldApart()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var send = new TransceiverOptions { Direction = TransceiverDirection.SendOnly };
        IRtpTransceiver[] sending = [.. Enumerable.Range(0, 3).Select(_ => pair.Offerer.AddTransceiver(MediaKind.Video, send))];
        await pair.ConnectAsync();

        var reading = Task.WhenAll(pair.Answerer.Transceivers.Select(
            (transceiver, i) => FrameChecks.ReadAsync(transceiver.Receiver, MediaCodec.Vp8, 100 * i, 20)));
        for (var i = sending.Length - 1; i >= 0; i--) FrameChecks.Send(sending[i].Sender, MediaCodec.Vp8, 100 * i, 20);
        await reading;
    }

    [Fact]
    public async Task KeyFrameRequest_ReachesTheSender()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var video = pair.Offerer.AddTransceiver(MediaKind.Video, new TransceiverOptions { Direction = TransceiverDirection.SendOnly });
        var requested = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        video.Sender.KeyFrameRequested += (_, rid) => requested.TrySetResult(rid);
        await pair.ConnectAsync();
        var receiver = pair.Answerer.Transceivers[0].Receiver;
        FrameChecks.Send(video.Sender, MediaCodec.Vp8, 0, 5); // what nobody sends cannot be asked for
        await FrameChecks.ReadAsync(receiver, MediaCodec.Vp8, 0, 5);

        receiver.RequestKeyFrame();

        Assert.Null(await requested.Task.WaitAsync(PeerPair.Patience, Stop));
        Assert.True((await pair.Offerer.GetStatsAsync(Stop)).Outbound[0].PliCount > 0);
    }

    /// <summary>Muting is sending nothing for a while: numbers go on without a gap, and times show the pause.</summary>
    [Fact]
    public async Task PauseOfTheSender_LosesNothing()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions { Direction = TransceiverDirection.SendOnly });
        await pair.ConnectAsync();
        var receiver = pair.Answerer.Transceivers[0].Receiver;

        FrameChecks.Send(audio.Sender, MediaCodec.Opus, 0, 10);
        await FrameChecks.ReadAsync(receiver, MediaCodec.Opus, 0, 10);
        FrameChecks.Send(audio.Sender, MediaCodec.Opus, 5000, 10); // 100 s later on the source's time line
        await FrameChecks.ReadAsync(receiver, MediaCodec.Opus, 5000, 10);

        Assert.Equal(0, (await pair.Answerer.GetStatsAsync(Stop)).Inbound[0].PacketsLost);
    }

    [Fact]
    public async Task Close_EndsTracksAndTellsThePeer()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions());
        await pair.ConnectAsync();
        var ownEnd = CountAsync(audio.Receiver);
        var peersEnd = CountAsync(pair.Answerer.Transceivers[0].Receiver);

        await pair.Offerer.DisposeAsync();

        await pair.ReachAsync(pair.Offerer, PeerConnectionState.Closed);
        await pair.ReachAsync(pair.Answerer, PeerConnectionState.Closed);
        var received = await Task.WhenAll(ownEnd, peersEnd).WaitAsync(PeerPair.Patience, Stop);
        Assert.Equal((0, 0), (received[0], received[1]));
        Assert.False(audio.Sender.SendFrame(IntegrationTests.Sdk.TestFrames.Create(MediaCodec.Opus, 0, 100)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pair.Offerer.CreateOfferAsync(Stop));
        await pair.Offerer.DisposeAsync();
    }

    /// <summary>A certificate that is not the announced one is no peer.</summary>
    [Fact]
    public async Task WrongFingerprint_Fails()
    {
        await using var pair = new PeerPair(offerer, answerer);
        var audio = pair.Offerer.AddTransceiver(MediaKind.Audio, new TransceiverOptions());

        await pair.NegotiateAsync(change: answer => System.Text.RegularExpressions.Regex.Replace(
            answer, "(?m)^(a=fingerprint:[^ ]+ )..:..", "${1}00:11"));

        await pair.ReachAsync(pair.Offerer, PeerConnectionState.Failed);
        Assert.Equal(0, await CountAsync(audio.Receiver));
        Assert.False(audio.Sender.SendFrame(IntegrationTests.Sdk.TestFrames.Create(MediaCodec.Opus, 0, 100)));
    }

    private static async Task<int> CountAsync(IRtpReceiver receiver)
    {
        var count = 0;
        await foreach (var frame in receiver.ReadFramesAsync(Stop)) count++;
        return count;
    }
}
