namespace OwtClient.WebRtc.Tests.Peer;

public class PeerConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoConnections_Connect()
    {
        await using var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        Assert.Equal(SignalingState.Stable, pair.Offerer.SignalingState);
        Assert.Equal(TransceiverDirection.SendOnly, pair.Offerer.Transceivers[0].CurrentDirection);
        Assert.Equal(TransceiverDirection.RecvOnly, pair.Answerer.Transceivers[0].CurrentDirection);
        var stats = await pair.Offerer.GetStatsAsync(Token);
        Assert.Equal("host", stats.Transport.LocalCandidateType);
        Assert.Equal("SRTP_AEAD_AES_128_GCM", stats.Transport.SrtpProfile);
    }

    [Fact]
    public async Task AudioAndVideoBothWays_ArriveByteForByte()
    {
        await using var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Opus] });
        pair.Offerer.AddTransceiver(MediaKind.Video, new() { Codecs = [RtpCodec.Vp8] });
        await pair.NegotiateAsync(answerer =>
        {
            foreach (var transceiver in answerer.Transceivers) transceiver.Direction = TransceiverDirection.SendRecv;
        });
        await pair.ConnectedAsync();

        var frames = TestFrames.Create(count: 30, seed: 1);
        foreach (var (from, to) in new[] { (pair.Offerer, pair.Answerer), (pair.Answerer, pair.Offerer) })
        {
            foreach (var (kind, codec) in new[] { (0, MediaCodec.Opus), (1, MediaCodec.Vp8) })
            {
                var sender = from.Transceivers[kind].Sender;
                var sent = kind == 0 ? frames.Select(frame => frame[..Math.Min(frame.Length, 400)]).ToList() : frames;
                for (var i = 0; i < sent.Count; i++)
                {
                    Assert.True(sender.SendFrame(new EncodedFrame(codec, sent[i], TimeSpan.FromMilliseconds(20 * i), i == 0 || kind == 0)));
                }

                var received = await TestFrames.ReadAsync(to.Transceivers[kind].Receiver, sent.Count);
                Assert.Equal(sent.Select(Convert.ToHexString), received.Select(frame => Convert.ToHexString(frame.Data)));
                Assert.Equal(sent.Select((_, i) => TimeSpan.FromMilliseconds(20 * i)), received.Select(frame => frame.Timestamp));
            }
        }
    }

    [Fact]
    public async Task DirectionTakenBack_SilencesTheTrackUntilItIsGivenAgain()
    {
        await using var pair = new ConnectedPair();
        var transceiver = pair.Offerer.AddTransceiver(MediaKind.Video, new() { Codecs = [RtpCodec.Vp8] });
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        var frames = TestFrames.Create(count: 3, seed: 2);
        Assert.True(transceiver.Sender.SendFrame(Frame(0)));

        transceiver.Direction = TransceiverDirection.Inactive;
        await pair.NegotiateAsync();
        Assert.Equal(TransceiverDirection.Inactive, pair.Answerer.Transceivers[0].CurrentDirection);
        Assert.False(transceiver.Sender.SendFrame(Frame(1)));
        Assert.Null(transceiver.Sender.Codec);

        transceiver.Direction = TransceiverDirection.SendOnly;
        await pair.NegotiateAsync();
        Assert.True(transceiver.Sender.SendFrame(Frame(2)));
        var received = await TestFrames.ReadAsync(pair.Answerer.Transceivers[0].Receiver, 2);
        Assert.Equal([frames[0].Length, frames[2].Length], received.Select(frame => frame.Data.Length));
        Assert.Equal(0, received[1].LostBefore);

        EncodedFrame Frame(int index) => new(MediaCodec.Vp8, frames[index], TimeSpan.FromMilliseconds(33 * index), index == 0);
    }

    [Fact]
    public async Task LaterOffer_AddsASectionOnTheSameTransport()
    {
        await using var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Pcmu] });
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        var added = pair.Offerer.AddTransceiver(MediaKind.Video, new() { Direction = TransceiverDirection.RecvOnly, Mid = "screen" });
        await pair.NegotiateAsync(answerer => answerer.Transceivers[1].Direction = TransceiverDirection.SendOnly);
        Assert.Equal(TransceiverDirection.RecvOnly, added.CurrentDirection);
        var sender = pair.Answerer.Transceivers[1].Sender;
        Assert.Equal("VP8", sender.Codec!.Name);
        var frame = TestFrames.Create(count: 1, seed: 3)[0];
        Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frame, TimeSpan.Zero)));
        Assert.Equal(frame, (await TestFrames.ReadAsync(added.Receiver, 1))[0].Data);
    }

    [Fact]
    public async Task KeyFrameRequest_ReachesTheSender()
    {
        await using var pair = new ConnectedPair();
        var sender = pair.Offerer.AddTransceiver(MediaKind.Video, new() { Codecs = [RtpCodec.Vp8] }).Sender;
        var requested = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        sender.KeyFrameRequested += (_, rid) => requested.TrySetResult(rid);
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, TestFrames.Create(1, seed: 4)[0], TimeSpan.Zero));
        var receiver = pair.Answerer.Transceivers[0].Receiver;
        Assert.Single(await TestFrames.ReadAsync(receiver, 1));
        receiver.RequestKeyFrame();
        Assert.Null(await requested.Task.WaitAsync(TimeSpan.FromSeconds(20), Token));
        var stats = await pair.Offerer.GetStatsAsync(Token);
        Assert.Equal(1, Assert.Single(stats.Outbound).PliCount);
    }

    [Fact]
    public async Task SimulcastLayers_ArriveUnderTheirNames()
    {
        await using var pair = new ConnectedPair();
        var options = new TransceiverOptions { Codecs = [RtpCodec.Vp8], SendEncodings = [new("q"), new("f")] };
        var sender = pair.Offerer.AddTransceiver(MediaKind.Video, options).Sender;
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        var frames = TestFrames.Create(count: 2, seed: 5);
        frames[1][0] &= 0xfe;
        Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frames[0], TimeSpan.Zero), "q"));
        Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frames[1], TimeSpan.Zero), "f"));
        var received = await TestFrames.ReadAsync(pair.Answerer.Transceivers[0].Receiver, 2);
        Assert.Equal(["f", "q"], received.Select(frame => frame.Rid!).Order());
        Assert.Equal(frames[1], received.Find(frame => frame.Rid == "f").Data);
        Assert.Throws<ArgumentException>(() => sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frames[0], TimeSpan.Zero)));
        Assert.Throws<ArgumentException>(() => sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frames[0], TimeSpan.Zero), "x"));

        var requested = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        sender.KeyFrameRequested += (_, rid) => requested.TrySetResult(rid);
        pair.Answerer.Transceivers[0].Receiver.RequestKeyFrame("f");
        Assert.Equal("f", await requested.Task.WaitAsync(TimeSpan.FromSeconds(20), Token));
    }

    /// <summary>RFC 8853 §5.3.2: a peer without simulcast gets the first layer, under no name; the others go nowhere.</summary>
    [Fact]
    public async Task SimulcastThePeerDoesNotTake_SendsTheFirstLayerAlone()
    {
        await using var pair = new ConnectedPair();
        var options = new TransceiverOptions { Codecs = [RtpCodec.Vp8], SendEncodings = [new("f"), new("q")] };
        var sender = pair.Offerer.AddTransceiver(MediaKind.Video, options).Sender;
        await pair.NegotiateAsync(rewriteOffer: sdp => string.Concat(sdp.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("a=rid", StringComparison.Ordinal) && !line.StartsWith("a=simulcast", StringComparison.Ordinal))
            .Select(line => line + "\r\n")));
        await pair.ConnectedAsync();
        var frame = TestFrames.Create(count: 1, seed: 7)[0];
        Assert.False(sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frame, TimeSpan.Zero), "q"));
        Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Vp8, frame, TimeSpan.Zero), "f"));
        var received = Assert.Single(await TestFrames.ReadAsync(pair.Answerer.Transceivers[0].Receiver, 1));
        Assert.Equal(frame, received.Data);
        Assert.Null(received.Rid);
    }

    [Fact]
    public async Task PacketSink_GetsPacketsAndNoFrames_AndAForwarderSendsThem()
    {
        await using var first = new ConnectedPair();
        await using var second = new ConnectedPair();
        var source = first.Offerer.AddTransceiver(MediaKind.Video, new() { Codecs = [RtpCodec.Vp8] }).Sender;
        var forwarded = second.Offerer.AddTransceiver(MediaKind.Video, new() { Codecs = [RtpCodec.Vp8] }).Sender;
        await first.NegotiateAsync();
        await second.NegotiateAsync();
        await Task.WhenAll(first.ConnectedAsync(), second.ConnectedAsync());
        first.Answerer.Transceivers[0].Receiver.SetPacketSink(new Forwarder(forwarded));

        var frames = TestFrames.Create(count: 20, seed: 6);
        for (var i = 0; i < frames.Count; i++)
            Assert.True(source.SendFrame(new EncodedFrame(MediaCodec.Vp8, frames[i], TimeSpan.FromMilliseconds(33 * i), i == 0)));
        var received = await TestFrames.ReadAsync(second.Answerer.Transceivers[0].Receiver, frames.Count);
        Assert.Equal(frames.Select(Convert.ToHexString), received.Select(frame => Convert.ToHexString(frame.Data)));
        var stats = await first.Answerer.GetStatsAsync(Token);
        Assert.Equal(0, Assert.Single(stats.Inbound).FramesReceived);
        Assert.True(stats.Inbound[0].PacketsReceived >= frames.Count);
    }

    /// <summary>Sockets, SRTP, routing and counting included: nothing is allocated per packet on either side.</summary>
    /// <remarks>
    /// A contended lock and a timer that fires cost the runtime some bytes now and then, on any thread: they touch a round or two. What is
    /// allocated per packet, even for one in a thousand, touches them all; hence the median.
    /// </remarks>
    [Fact]
    public async Task SteadyPackets_AllocateNothingOnEitherThread()
    {
        const int packetsPerRound = 1000;
        await using var pair = new ConnectedPair();
        var sender = pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Pcmu] }).Sender;
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        var receiving = new AllocationMeter(packetsPerRound);
        pair.Answerer.Transceivers[0].Receiver.SetPacketSink(receiving);
        var payload = new byte[160];
        var sending = new long[9];
        for (uint i = 0; i < sending.Length * packetsPerRound; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var sent = sender.SendPacket(new RtpPacketToSend { Timestamp = i * 160, Payload = payload });
            sending[i / packetsPerRound] += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(sent);
            receiving.Received.Wait(Token); // lock-step: nothing is lost
        }

        Assert.Equal(0, MedianAfterWarmUp(sending));
        Assert.Equal(0, MedianAfterWarmUp([.. receiving.Rounds]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClosingOneSide_EndsTheOther(bool offererCloses)
    {
        await using var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        await pair.NegotiateAsync(answerer => answerer.Transceivers[0].Direction = TransceiverDirection.SendRecv);
        await pair.ConnectedAsync();
        var (closing, other) = offererCloses ? (pair.Offerer, pair.Answerer) : (pair.Answerer, pair.Offerer);
        var ended = TestFrames.ReadAsync(other.Transceivers[0].Receiver, 1);
        await closing.DisposeAsync();
        await ConnectedPair.ReachAsync(other, PeerConnectionState.Closed);
        Assert.Empty(await ended);
        Assert.Equal(PeerConnectionState.Closed, closing.ConnectionState);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => closing.CreateOfferAsync(Token));
        await closing.DisposeAsync();
    }

    [Fact]
    public async Task FiftyConnectionsAtOnce_AllConnectAndCarryFrames()
    {
        await using var offering = ConnectedPair.CreateFactory();
        await using var answering = ConnectedPair.CreateFactory();
        var pairs = Enumerable.Range(0, 50).Select(_ => new ConnectedPair(offering, answering)).ToArray();
        await Task.WhenAll(pairs.Select(async (pair, i) =>
        {
            var sender = pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Pcma] }).Sender;
            await pair.NegotiateAsync();
            await pair.ConnectedAsync();
            byte[] data = [(byte)i, .. new byte[159]];
            Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Pcma, data, TimeSpan.Zero)));
            Assert.Equal(data, (await TestFrames.ReadAsync(pair.Answerer.Transceivers[0].Receiver, 1))[0].Data);
        }));
        foreach (var pair in pairs) await pair.DisposeAsync();
    }

    /// <summary>Wherever the handshake is, disposing stops it and comes back.</summary>
    [Fact]
    public async Task DisposalMidHandshake_Completes()
    {
        await using var offering = ConnectedPair.CreateFactory();
        await using var answering = ConnectedPair.CreateFactory();
        for (var i = 0; i < 12; i++)
        {
            var pair = new ConnectedPair(offering, answering);
            pair.Offerer.AddTransceiver(MediaKind.Audio);
            await pair.NegotiateAsync();
            if (i % 3 == 1) await ConnectedPair.ReachAsync(pair.Answerer, PeerConnectionState.Connecting);
            if (i % 3 == 2) await Task.Yield();
            await pair.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        }
    }

    [Fact]
    public async Task DisposingFromAHandler_DoesNotWaitForItself()
    {
        await using var pair = new ConnectedPair();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pair.Offerer.ConnectionStateChanged += (_, state) =>
        {
            if (state != PeerConnectionState.Connected) return;
            pair.Offerer.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
            disposed.TrySetResult();
        };
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        await pair.NegotiateAsync();
        await disposed.Task.WaitAsync(TimeSpan.FromSeconds(15), Token);
    }

    [Fact]
    public async Task UnreadFrames_AreDroppedOldestFirstAndCounted()
    {
        await using var pair = new ConnectedPair(options: new PeerConnectionOptions { ReceiveQueueFrames = 4 });
        var sender = pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Pcmu] }).Sender;
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        for (var i = 0; i < 10; i++) Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Pcmu, new[] { (byte)i }, TimeSpan.FromMilliseconds(20 * i))));
        await pair.Offerer.DisposeAsync();
        await ConnectedPair.ReachAsync(pair.Answerer, PeerConnectionState.Closed);
        var received = await TestFrames.ReadAsync(pair.Answerer.Transceivers[0].Receiver, int.MaxValue);
        Assert.Equal([6, 7, 8, 9], received.Select(frame => (int)frame.Data[0]));
        Assert.Equal(6, (await pair.Answerer.GetStatsAsync(Token)).Inbound[0].FramesDropped);
    }

    [Fact]
    public async Task WrongFingerprint_Fails()
    {
        await using var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        var offer = await pair.Offerer.CreateOfferAsync(Token);
        await pair.Offerer.SetLocalDescriptionAsync(offer, Token);
        await pair.Answerer.SetRemoteDescriptionAsync(new(SdpType.Offer, offer.Sdp), Token);
        var answer = await pair.Answerer.CreateAnswerAsync(Token);
        await pair.Answerer.SetLocalDescriptionAsync(answer, Token);
        var at = answer.Sdp.IndexOf("sha-256 ", StringComparison.Ordinal) + 8;
        var forged = answer.Sdp.Remove(at, 1).Insert(at, answer.Sdp[at] == '0' ? "1" : "0");
        await pair.Offerer.SetRemoteDescriptionAsync(new(SdpType.Answer, forged), Token);
        await pair.Offerer.AddIceCandidateAsync(new(pair.Answerer.LocalDescription!.Sdp.Split("\r\n").First(line => line.StartsWith("a=candidate", StringComparison.Ordinal))[2..]), Token);
        await pair.Answerer.AddIceCandidateAsync(new(pair.Offerer.LocalDescription!.Sdp.Split("\r\n").First(line => line.StartsWith("a=candidate", StringComparison.Ordinal))[2..]), Token);
        await ConnectedPair.ReachAsync(pair.Offerer, PeerConnectionState.Failed);
    }

    [Fact]
    public async Task CallsInTheWrongState_Throw()
    {
        await using var pair = new ConnectedPair();
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Offerer.CreateOfferAsync(Token));
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Offerer.CreateAnswerAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Offerer.AddIceCandidateAsync(new("candidate:1 1 udp 1 127.0.0.1 9 typ host"), Token));
        var offer = await pair.Offerer.CreateOfferAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Offerer.SetRemoteDescriptionAsync(new(SdpType.Answer, offer.Sdp), Token));
        await Assert.ThrowsAsync<SdpException>(() => pair.Offerer.SetLocalDescriptionAsync(new(SdpType.Offer, offer.Sdp + "a=x\r\n"), Token));
        await Assert.ThrowsAsync<SdpException>(() => pair.Answerer.SetRemoteDescriptionAsync(new(SdpType.Offer, "nonsense"), Token));
        Assert.Equal(SignalingState.Stable, pair.Answerer.SignalingState);
        await pair.Answerer.SetRemoteDescriptionAsync(offer, Token);
        await Assert.ThrowsAsync<SdpException>(() => pair.Answerer.AddIceCandidateAsync(new("candidate:1 1 udp"), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pair.Answerer.CreateOfferAsync(Token));
    }

    [Fact]
    public async Task ImpossibleTransceivers_AreRefused()
    {
        await using var pair = new ConnectedPair();
        Assert.Throws<NotSupportedException>(() => pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Vp8] }));
        Assert.Throws<NotSupportedException>(() => pair.Offerer.AddTransceiver(MediaKind.Audio, new() { SendEncodings = [new("a")] }));
        Assert.Throws<ArgumentException>(() => pair.Offerer.AddTransceiver(MediaKind.Video, new() { SendEncodings = [new("a"), new("a")] }));
        Assert.Throws<ArgumentException>(() => pair.Offerer.AddTransceiver(MediaKind.Video, new() { SendEncodings = [new("a b")] }));
        Assert.Throws<ArgumentException>(() => pair.Offerer.AddTransceiver(MediaKind.Video, new() { Mid = "has space" }));
        pair.Offerer.AddTransceiver(MediaKind.Video, new() { Mid = "0" });
        Assert.Throws<ArgumentException>(() => pair.Offerer.AddTransceiver(MediaKind.Video, new() { Mid = "0" }));
        Assert.Equal("1", pair.Offerer.AddTransceiver(MediaKind.Video).Mid);
    }

    private sealed class Forwarder(RtpSender to) : IRtpPacketSink
    {
        public void HandlePacket(in ReceivedRtpPacket packet) => to.SendPacket(new RtpPacketToSend
        {
            Timestamp = packet.Timestamp,
            Marker = packet.Marker,
            Payload = packet.Payload,
        });
    }

    /// <summary>Of the rounds behind the first two, in which pools fill and code is compiled.</summary>
    private static long MedianAfterWarmUp(long[] rounds)
    {
        var steady = rounds[2..];
        Array.Sort(steady);
        return steady[steady.Length / 2];
    }

    /// <summary>What the receiving thread allocates from one packet to the next, in rounds.</summary>
    private sealed class AllocationMeter(int packetsPerRound) : IRtpPacketSink
    {
        private readonly long[] _rounds = new long[16];
        private int _count;
        private long _before;

        public SemaphoreSlim Received { get; } = new(0);

        public IEnumerable<long> Rounds => _rounds.Take(_count / packetsPerRound);

        public void HandlePacket(in ReceivedRtpPacket packet)
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            if (_count > 0) _rounds[_count / packetsPerRound] += now - _before;
            _before = now;
            _count++;
            Received.Release();
        }
    }
}
