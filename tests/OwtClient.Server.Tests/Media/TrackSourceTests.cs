using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.Media;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Tests.Media;

public sealed class TrackSourceTests : IDisposable
{
    private static readonly byte[] Key = [0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]; // VP8 key frame, 640×360
    private static readonly byte[] Continuation = [0x00, 0xaa, 0xbb];
    private static readonly byte[] Delta = [0x10, 0x11, 0x02, 0x00];

    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Width, int Height)> _sizes = [];
    private readonly TrackSource _video;
    private readonly TrackSource _audio;
    private int _requests;

    public TrackSourceTests()
    {
        _video = new TrackSource("video", RtpCodec.Vp8, () => _requests++, _time);
        _video.ResolutionChanged += (_, width, height) => _sizes.Add((width, height));
        _audio = new TrackSource("audio", RtpCodec.Opus, () => _requests++, _time);
    }

    public void Dispose()
    {
        _video.Dispose();
        _audio.Dispose();
    }

    [Fact]
    public void AudioSubscriber_GetsEveryPacketFromTheFirstOn()
    {
        var received = new Receiver(_audio, 48000, _time);
        Send(_audio, 7, Delta);
        Send(_audio, 8, Delta);

        Assert.Equal([0, 1], received.Sequences);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public void VideoSubscriberWithoutAKeyFrameToStartFrom_AsksForOneAndWaits()
    {
        Send(_video, 1, Delta);
        var received = new Receiver(_video, 90000, _time);
        Assert.Equal(1, _requests);
        Send(_video, 2, Delta);
        Assert.Empty(received.Sequences);

        Send(_video, 3, Key);
        Send(_video, 4, Continuation);
        Send(_video, 5, Delta);

        Assert.Equal([0, 1, 2], received.Sequences);
        Assert.Equal([Key, Continuation, Delta], received.Payloads);
        Assert.Equal([(640, 360)], _sizes);
    }

    [Fact]
    public void LaterVideoSubscriber_StartsWithTheNewestKeyFrameAtOnce_AndGoesOnWithoutAGap()
    {
        Send(_video, 1, Key, timestamp: 100);
        Send(_video, 2, Delta, timestamp: 200);
        Send(_video, 3, Key, timestamp: 300);
        Send(_video, 4, Continuation, timestamp: 300);
        Send(_video, 5, Delta, timestamp: 400);
        var received = new Receiver(_video, 90000, _time);

        Assert.Equal([Key, Continuation, Delta], received.Payloads);
        Send(_video, 6, Delta, timestamp: 500);

        Assert.Equal([0, 1, 2, 3], received.Sequences);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public void Replay_PutsLatePacketsInOrderAndLeavesHolesForLostOnes()
    {
        Send(_video, 65534, Key, timestamp: 1);
        Send(_video, 1, Delta, timestamp: 2);
        Send(_video, 65535, Continuation, timestamp: 1);
        var received = new Receiver(_video, 90000, _time);

        Assert.Equal([0, 1, 3], received.Sequences); // 0 never came
        Assert.Equal([Key, Continuation, Delta], received.Payloads);
    }

    [Fact]
    public void CacheThatOverflowed_IsOfNoUse_AndTheNextSubscriberWaits()
    {
        Send(_video, 0, Key, timestamp: 1);
        for (var i = 1; i <= KeyFrameCache.Capacity; i++) Send(_video, (ushort)i, Delta, timestamp: 2);
        var received = new Receiver(_video, 90000, _time);

        Assert.Empty(received.Sequences);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public void CacheOlderThanItsLimit_IsOfNoUse()
    {
        Send(_video, 0, Key, timestamp: 1);
        _time.Advance(KeyFrameCache.MaxAge);
        Send(_video, 1, Delta, timestamp: 2);
        Assert.Equal(2, new Receiver(_video, 90000, _time).Sequences.Count);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Send(_video, 2, Delta, timestamp: 3);

        Assert.Empty(new Receiver(_video, 90000, _time).Sequences);
    }

    [Fact]
    public void KeyFrameRequests_BecomeOne_AndAreRepeatedUntilAKeyFrameComes()
    {
        Send(_video, 0, Key);
        for (var i = 0; i < 10; i++) _video.RequestKeyFrame();
        Assert.Equal(1, _requests);

        Send(_video, 1, Delta);
        Assert.Equal(1, _requests);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Send(_video, 2, Delta);
        Assert.Equal(2, _requests);

        Send(_video, 3, Key);
        _time.Advance(TimeSpan.FromSeconds(5));
        Send(_video, 4, Delta);
        Assert.Equal(2, _requests);
    }

    [Fact]
    public void PublisherThatStopsWhilePaused_GoesOnAsIfNothingHadBeen()
    {
        Send(_video, 1, Key);
        var received = new Receiver(_video, 90000, _time);
        _video.Pause();
        _video.Resume();
        Send(_video, 2, Delta);

        Assert.Equal([0, 1], received.Sequences);
    }

    [Fact]
    public void PublisherThatSendsWhilePaused_IsHeardAgainFromTheNextKeyFrameOn_WithoutAGap()
    {
        Send(_video, 1, Key);
        var received = new Receiver(_video, 90000, _time);
        _video.Pause();
        Send(_video, 2, Delta);
        _video.Resume();
        Send(_video, 3, Delta);
        Assert.Single(received.Sequences);
        Assert.Equal(1, _requests);
        Send(_video, 4, Key);

        Assert.Equal([0, 1], received.Sequences);
        Assert.Equal(1, _video.DroppedPackets);
    }

    [Fact]
    public void WhatIsSentWhilePaused_IsNotReplayedToAnybody()
    {
        _video.Pause();
        Send(_video, 1, Key);
        _video.Resume();

        Assert.Empty(new Receiver(_video, 90000, _time).Sequences);
    }

    [Fact]
    public void PausedSubscriber_GetsNothing_AndResumesFromTheNewestKeyFrame()
    {
        Send(_video, 1, Key, timestamp: 1);
        var received = new Receiver(_video, 90000, _time);
        received.Downlink.Pause();
        Send(_video, 2, Delta, timestamp: 2);
        Assert.Single(received.Sequences);

        Assert.True(received.Downlink.Resume());
        _video.Restart(received.Downlink);

        Assert.Equal([0, 1, 2], received.Sequences);
        Assert.Equal([Key, Key, Delta], received.Payloads);
    }

    [Fact]
    public void SubscriberThatSwitches_GetsTheOtherSourceOnly_ContinuousInNumbers()
    {
        using var other = new TrackSource("other", RtpCodec.Vp8, () => { }, _time);
        Send(_video, 1, Key);
        Send(other, 9000, Key);
        var received = new Receiver(_video, 90000, _time);

        _video.Detach(received.Downlink);
        other.Attach(received.Downlink);
        Send(_video, 2, Delta);
        Send(other, 9001, Delta);

        Assert.Equal([0, 1, 2], received.Sequences);
    }

    [Fact]
    public void RandomLossAndReordering_ArriveWithTheSameDistances()
    {
        var random = new Random(42);
        var received = new Receiver(_audio, 48000, _time);
        var sent = new List<ushort>();
        ushort first = 65000;
        Send(_audio, first, Delta);
        for (var i = 1; i < 3000; i++)
        {
            if (random.Next(10) == 0) continue;
            var sequence = (ushort)(first + i - (random.Next(20) == 0 && i > 10 ? random.Next(1, 9) : 0));
            sent.Add((ushort)(sequence - first));
            Send(_audio, sequence, Delta);
        }

        Assert.Equal([(ushort)0, .. sent], received.Sequences);
    }

    [Fact]
    public void ForwardingToTenSubscribers_AllocatesNothing()
    {
        var payload = new byte[1000];
        Key.CopyTo(payload, 0);
        for (var i = 0; i < 10; i++)
        {
            var downlink = new Downlink((_, _, in _) => { }, new RtpRewriter(new SequenceNumber(0), new RtpTimestamp(0)), 90000, _time);
            _video.Attach(downlink);
        }

        Send(_video, 0, payload, timestamp: 0);
        payload[1] |= 1; // delta frames from here on
        for (ushort i = 1; i < 400; i++) Send(_video, i, payload, timestamp: i);
        payload[1] &= 0xfe;
        Send(_video, 400, payload, timestamp: 400);
        payload[1] |= 1;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (ushort i = 401; i < 700; i++) Send(_video, i, payload, timestamp: i);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Send(TrackSource source, ushort sequence, byte[] payload, uint timestamp = 0) =>
        source.HandlePacket(new ForwardedPacket
        {
            Sequence = new SequenceNumber(sequence),
            Timestamp = new RtpTimestamp(timestamp == 0 ? sequence : timestamp),
            Payload = payload,
        });

    /// <summary>A subscriber that writes down what it gets; its numbers begin at 0.</summary>
    private sealed class Receiver
    {
        public Receiver(TrackSource source, int clockRate, TimeProvider time)
        {
            Downlink = new Downlink(Receive, new RtpRewriter(new SequenceNumber(0), new RtpTimestamp(0)), clockRate, time);
            source.Attach(Downlink);
        }

        public Downlink Downlink { get; }

        public List<ushort> Sequences { get; } = [];

        public List<byte[]> Payloads { get; } = [];

        private void Receive(SequenceNumber sequence, RtpTimestamp timestamp, in ForwardedPacket packet)
        {
            Sequences.Add(sequence.Value);
            Payloads.Add(packet.Payload.ToArray());
        }
    }
}
