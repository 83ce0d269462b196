using System.Collections.Concurrent;

namespace OwtClient.WebRtc.Tests.Peer;

/// <summary>What a source says of its loudness goes with the packets (RFC 6464).</summary>
public class AudioLevelTests
{
    [Fact]
    public async Task LevelOfAFrame_IsInItsPacket_AndNoneWithoutIt()
    {
        await using var pair = new ConnectedPair();
        var sender = pair.Offerer.AddTransceiver(MediaKind.Audio, new() { Codecs = [RtpCodec.Pcmu] }).Sender;
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        var levels = new LevelSink();
        pair.Answerer.Transceivers[0].Receiver.SetPacketSink(levels);

        foreach (byte? level in (byte?[])[0, 30, 127, null])
        {
            Assert.True(sender.SendFrame(new EncodedFrame(MediaCodec.Pcmu, new byte[160], TimeSpan.Zero) { AudioLevel = level }));
            await levels.Received.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(new byte?[] { 0x80, 0x80 | 30, 127, null }, levels.Levels.ToArray()); // the top bit: not silence
    }

    [Fact]
    public void LevelThatDoesNotFit_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EncodedFrame(MediaCodec.Opus, new byte[1], default) { AudioLevel = 128 });

    private sealed class LevelSink : IRtpPacketSink
    {
        public ConcurrentQueue<byte?> Levels { get; } = new();

        public SemaphoreSlim Received { get; } = new(0);

        public void HandlePacket(in ReceivedRtpPacket packet)
        {
            Levels.Enqueue(packet.AudioLevel);
            Received.Release();
        }
    }
}
