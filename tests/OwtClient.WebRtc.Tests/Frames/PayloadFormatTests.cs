using OwtClient.WebRtc.Frames;
using Packet = OwtClient.WebRtc.Tests.Frames.PayloadFormatHarness.Packet;

namespace OwtClient.WebRtc.Tests.Frames;

/// <summary>What must hold for every codec.</summary>
public class PayloadFormatTests
{
    public static TheoryData<MediaCodec> VideoCodecs => [MediaCodec.Vp8, MediaCodec.Vp9, MediaCodec.H264];

    public static TheoryData<MediaCodec> AllCodecs =>
        [MediaCodec.Vp8, MediaCodec.Vp9, MediaCodec.H264, MediaCodec.Opus, MediaCodec.Pcmu, MediaCodec.Pcma];

    [Theory, MemberData(nameof(VideoCodecs))]
    public void EveryLengthAroundThePacketBorders_ComesBackByteForByte(MediaCodec codec)
    {
        for (var length = 12; length <= 420; length++)
        {
            var harness = new PayloadFormatHarness(codec);
            byte[][] frames = [SampleFrames.Make(codec, length, true, length), SampleFrames.Make(codec, length, false, -length)];

            var received = harness.Depacketize(harness.Packetize(frames));

            Assert.Equal(frames, received.Select(f => f.Data));
            Assert.Equal([true, false], received.Select(f => f.IsKeyFrame));
            Assert.Equal([0, 0], received.Select(f => f.LostBefore));
            Assert.Equal([0, 3000], received.Select(f => Math.Round(f.Timestamp.TotalSeconds * 90000, 1)));
        }
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void OneBytePerPacketAndMore_EachFitsTheLimit(MediaCodec codec)
    {
        for (var limit = PayloadFormats.MinPayloadBytes; limit < 60; limit++)
        {
            var harness = new PayloadFormatHarness(codec, limit);
            var frame = SampleFrames.Make(codec, 30, true, limit);
            Assert.Equal(frame, Assert.Single(harness.Depacketize(harness.Packetize(frame))).Data);
        }
    }

    [Theory, MemberData(nameof(VideoCodecs))]
    public void OnlyTheLastPacketOfAFrame_HasTheMarker(MediaCodec codec)
    {
        var packets = new PayloadFormatHarness(codec).Packetize(Clip(codec));
        Assert.Equal(packets.Select((p, i) => i == packets.Count - 1 || packets[i + 1].Timestamp != p.Timestamp), packets.Select(p => p.Marker));
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void LossOfAnyOnePacket_LosesExactlyThatFrame(MediaCodec codec)
    {
        var clip = Clip(codec);
        var count = new PayloadFormatHarness(codec).Packetize(clip).Count;
        for (var lost = 1; lost < count; lost++) // a gap before the first packet cannot be known
        {
            var harness = new PayloadFormatHarness(codec);
            var packets = harness.Packetize(clip);
            if (packets[lost].Timestamp == packets[0].Timestamp) continue; // nothing was delivered before: not counted as a loss

            var lostFrame = packets.Select(p => p.Timestamp).Distinct().ToList().IndexOf(packets[lost].Timestamp);
            var received = harness.Depacketize(packets.Select((p, i) => i == lost ? null : p));

            var expected = clip.Where((_, i) => i != lostFrame).ToArray();
            Assert.Equal(expected, received.Select(f => f.Data));
            if (lostFrame == clip.Length - 1) continue; // no frame follows that could tell
            Assert.Equal(expected.Select((_, i) => i == lostFrame ? 1 : 0), received.Select(f => f.LostBefore));
            Assert.Equal(1, harness.Depacketizer.FramesLost);
        }
    }

    [Theory, MemberData(nameof(VideoCodecs))]
    public void LossOfThreeWholeFrames_IsToldExactlyWherePicturesAreNumbered(MediaCodec codec)
    {
        var clip = Enumerable.Range(0, 6).Select(i => SampleFrames.Make(codec, 250, i == 0, i)).ToArray();
        var harness = new PayloadFormatHarness(codec);
        var packets = harness.Packetize(clip);
        var timestamps = packets.Select(p => p.Timestamp).Distinct().ToList();

        var received = harness.Depacketize(packets.Select(p => timestamps.IndexOf(p.Timestamp) is >= 2 and <= 4 ? null : p));

        Assert.Equal([clip[0], clip[1], clip[5]], received.Select(f => f.Data));
        Assert.Equal([0, 0, codec == MediaCodec.H264 ? 1 : 3], received.Select(f => f.LostBefore));
    }

    [Theory, MemberData(nameof(VideoCodecs))]
    public void WithoutAnyMarker_TheNextTimestampEndsTheFrame(MediaCodec codec)
    {
        var clip = Clip(codec);
        var harness = new PayloadFormatHarness(codec);
        var received = harness.Depacketize(harness.Packetize(clip).Select(p => p with { Marker = false }));
        Assert.Equal(clip[..^1], received.Select(f => f.Data));
        Assert.All(received, f => Assert.Equal(0, f.LostBefore));
    }

    [Theory, MemberData(nameof(VideoCodecs))]
    public void JoiningInTheMiddleOfAFrame_DeliversTheNextAndCallsNothingLost(MediaCodec codec)
    {
        var clip = Clip(codec);
        var harness = new PayloadFormatHarness(codec);
        var received = harness.Depacketize(harness.Packetize(clip).Skip(2));
        Assert.Equal(clip[1], received[0].Data);
        Assert.Equal(0, received[0].LostBefore);
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void EmptyPayload_IsIgnored(MediaCodec codec)
    {
        var harness = new PayloadFormatHarness(codec);
        Assert.Equal(DepacketizeStatus.Ignored, harness.Depacketizer.HandlePacket([], 1, marker: true));
        Assert.False(harness.Depacketizer.TryTakeFrame(out _));
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void EveryTruncationAndByteChangeOfEveryPacket_NeverThrowsAndSparesTheOtherFrames(MediaCodec codec)
    {
        var clip = Clip(codec);
        var count = new PayloadFormatHarness(codec).Packetize(clip).Count;
        for (var victim = 0; victim < count; victim++)
        {
            foreach (var damage in Damages(new PayloadFormatHarness(codec).Packetize(clip)[victim].Payload))
            {
                var harness = new PayloadFormatHarness(codec);
                var packets = harness.Packetize(clip);
                packets[victim] = packets[victim] with { Payload = damage };
                var damagedFrame = packets.Select(p => p.Timestamp).Distinct().ToList().IndexOf(packets[victim].Timestamp);

                var received = harness.Depacketize(packets).Select(f => Convert.ToHexString(f.Data)).ToHashSet();

                // Damaged parameter sets stay damaged until the next ones come; all other frames must be there.
                Assert.All(clip.Where((_, i) => i != damagedFrame), f => Assert.Contains(Convert.ToHexString(f), received));
            }
        }
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void RandomPayloads_NeverThrow(MediaCodec codec)
    {
        var random = new Random(7);
        var harness = new PayloadFormatHarness(codec);
        for (var i = 0; i < 50_000; i++)
        {
            var payload = new byte[random.Next(40)];
            random.NextBytes(payload);
            if (random.Next(10) == 0) harness.Depacketizer.HandleGap(random.Next(1, 100));
            harness.Depacketize(new Packet(payload, (uint)(i / 3), random.Next(3) == 0));
        }
    }

    [Theory, MemberData(nameof(VideoCodecs))]
    public void AFrameWithoutEnd_StopsGrowingAtTheLimit(MediaCodec codec)
    {
        var harness = new PayloadFormatHarness(codec, 60_000);
        var packets = harness.Packetize(SampleFrames.Make(codec, 600_000, true, 1));
        var middle = packets[packets.Count / 2];
        var statuses = new HashSet<DepacketizeStatus>();
        foreach (var packet in packets[..^1].Concat(Enumerable.Repeat(middle, 200)))
        {
            statuses.Add(harness.Depacketizer.HandlePacket(packet.Payload, packet.Timestamp, marker: false));
        }

        Assert.Equal([DepacketizeStatus.Ok, DepacketizeStatus.TooLarge, DepacketizeStatus.FrameLost], statuses);
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void AfterWarmUp_NothingIsAllocatedPerPacket(MediaCodec codec)
    {
        var packetizer = PayloadFormats.CreatePacketizer(codec, new ZeroRandom())!;
        var depacketizer = PayloadFormats.CreateDepacketizer(codec, 90000, new FramePool())!;
        var isVideo = codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.H264;
        var frame = SampleFrames.Make(codec, isVideo ? 20_000 : 160, true, 3);
        var payload = new byte[1200];
        for (var i = 0; i < 100; i++) Send((uint)i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 1100; i++) Send((uint)i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send(uint timestamp)
        {
            packetizer.Start(frame, payload.Length);
            while (packetizer.TryWritePayload(payload, out var length, out var marker))
            {
                depacketizer.HandlePacket(payload.AsSpan(0, length), timestamp, marker);
            }

            while (depacketizer.TryTakeFrame(out var received)) received.Dispose();
        }
    }

    [Theory, MemberData(nameof(AllCodecs))]
    public void EmptyFrame_IsRefused(MediaCodec codec)
    {
        var packetizer = PayloadFormats.CreatePacketizer(codec, new ZeroRandom())!;
        Assert.Equal(PacketizeStatus.Empty, packetizer.Start(default, 100));
        Assert.False(packetizer.TryWritePayload(new byte[100], out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => packetizer.Start(new byte[1], PayloadFormats.MinPayloadBytes - 1));
    }

    [Fact]
    public void UnknownCodec_HasNoPayloadFormat()
    {
        Assert.Null(PayloadFormats.CreatePacketizer(MediaCodec.Unknown, new ZeroRandom()));
        Assert.Null(PayloadFormats.CreateDepacketizer(MediaCodec.Unknown, 90000, new FramePool()));
    }

    private static readonly int[] Lengths = [350, 20, 95, 180, 20, 350, 20]; // one to four packets
    private static readonly byte[] Flips = [0x01, 0x10, 0x80, 0xff];

    /// <summary>Key frames and others.</summary>
    private static byte[][] Clip(MediaCodec codec) =>
        [.. Lengths.Select((length, i) => SampleFrames.Make(codec, IsAudio(codec) ? 20 + i : length, i % 5 == 0, i))];

    private static bool IsAudio(MediaCodec codec) => codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma;

    private static IEnumerable<byte[]> Damages(byte[] payload)
    {
        for (var length = 0; length < payload.Length; length++) yield return payload[..length];
        for (var at = 0; at < Math.Min(payload.Length, 20); at++)
        {
            foreach (var flip in Flips)
            {
                var copy = payload.ToArray();
                copy[at] ^= flip;
                yield return copy;
            }
        }
    }

    private sealed class ZeroRandom : Timing.IRandomSource
    {
        public void Fill(Span<byte> destination) => destination.Clear();
    }
}
