using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Rtp;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class RetransmissionBufferTests
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    [Theory]
    [ClassData(typeof(WrapPoints))]
    public void TheNewestPackets_AreKeptByteForByte(ushort start)
    {
        var buffer = new RetransmissionBuffer(new RetransmissionOptions(100, TimeSpan.FromSeconds(10)));
        for (var i = 0; i < 1000; i++)
        {
            buffer.Add(At(i), Number(start, i), Content(i));
            for (var back = 0; back < Math.Min(i + 1, 100); back += 9)
            {
                Assert.True(buffer.TryGet(Number(start, i - back), out var packet), $"{i} - {back}");
                Assert.Equal(Content(i - back), packet);
            }

            Assert.False(buffer.TryGet(Number(start, i + 1), out _));
            Assert.False(buffer.TryGet(Number(start, i - 100), out _));
        }

        Assert.Equal(100, buffer.Count);
    }

    [Fact]
    public void OldPackets_AreNotGivenOut()
    {
        var buffer = new RetransmissionBuffer(new RetransmissionOptions(100, TimeSpan.FromSeconds(1)));
        buffer.Add(At(0), new SequenceNumber(1), [1]);
        Assert.True(buffer.TryClaim(At(1000), new SequenceNumber(1), Spacing));
        Assert.False(buffer.TryClaim(At(1001), new SequenceNumber(1), Spacing));
        buffer.Add(At(1001), new SequenceNumber(2), [2]);
        Assert.Equal(1, buffer.Count);
    }

    [Fact]
    public void APacket_GoesOutAgainOnceInARoundTrip()
    {
        var buffer = new RetransmissionBuffer(RetransmissionOptions.Video);
        buffer.Add(At(0), new SequenceNumber(1), [1]);
        Assert.True(buffer.TryClaim(At(1), new SequenceNumber(1), Spacing));
        Assert.False(buffer.TryClaim(At(50), new SequenceNumber(1), Spacing));
        Assert.True(buffer.TryClaim(At(51), new SequenceNumber(1), Spacing));
        Assert.False(buffer.TryClaim(At(60), new SequenceNumber(1), TimeSpan.Zero)); // never closer than the least spacing
        Assert.True(buffer.TryClaim(At(61), new SequenceNumber(1), TimeSpan.Zero));
    }

    [Fact]
    public void TheBoundOfBytes_Holds()
    {
        var options = new RetransmissionOptions(10, TimeSpan.FromSeconds(10));
        var buffer = new RetransmissionBuffer(options);
        buffer.Add(At(0), new SequenceNumber(0), new byte[options.MaxBytes + 1]);
        Assert.Equal(0, buffer.Count); // too long to be kept at all
        for (var i = 0; i < 10; i++) buffer.Add(At(0), new SequenceNumber((ushort)i), new byte[options.MaxBytes / 4]);
        Assert.Equal(4, buffer.Count);
        buffer.Add(At(0), new SequenceNumber(10), new byte[options.MaxBytes]);
        Assert.Equal(1, buffer.Count);
    }

    [Fact]
    public void Off_KeepsNothing()
    {
        var buffer = new RetransmissionBuffer(RetransmissionOptions.Off);
        buffer.Add(At(0), new SequenceNumber(1), [1]);
        Assert.Equal(0, buffer.Count);
        Assert.False(buffer.TryGet(new SequenceNumber(1), out _));
    }

    /// <summary>Lengths drawn at random against a model that keeps a list: whatever the ring still has must be right.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomLengths_AgainstAModel(int seed)
    {
        var random = new Random(seed);
        var buffer = new RetransmissionBuffer(new RetransmissionOptions(50, TimeSpan.FromSeconds(1)));
        var sent = new List<byte[]>();
        for (var i = 0; i < 3000; i++)
        {
            var content = new byte[random.Next(1, random.Next(2, 1500))];
            random.NextBytes(content);
            sent.Add(content);
            buffer.Add(At(i * 5), Number(60_000, i), content);
            Assert.InRange(buffer.Count, 1, 50);
            for (var back = 0; back < buffer.Count; back++)
            {
                Assert.True(buffer.TryGet(Number(60_000, i - back), out var packet));
                Assert.True(packet.SequenceEqual(sent[i - back]));
            }
        }
    }

    [Fact]
    public void AfterWarmUp_AllocatesNothing()
    {
        var buffer = new RetransmissionBuffer(RetransmissionOptions.Video);
        var packet = new byte[1228];
        for (var i = 0; i < 2000; i++) buffer.Add(At(i), Number(0, i), packet);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 2000; i < 10_000; i++) buffer.Add(At(i), Number(0, i), packet);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SequenceNumber Number(ushort start, int i) => new((ushort)(start + i));

    private static byte[] Content(int i)
    {
        var content = new byte[1 + (i * 37 % 900)];
        content.AsSpan().Fill((byte)i);
        return content;
    }
}
