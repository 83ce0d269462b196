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
}
