using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtcp;

public class TransportFeedbackTests
{
    private const long None = TransportFeedback.NotReceived;

    [Fact]
    public void Layout_ByHand()
    {
        // Reference 2 * 64 ms; then 4 ticks later, one missing, one 300 ticks later, one 2 ticks before that.
        var bytes = Write(0x1234, [516, None, 816, 814], out var taken);
        Assert.Equal(4, taken);
        Assert.Equal(RtcpBytes.FromHex("8fcd0006 00000001 00000002 1234 0004 000002 09 d280 04 012c fffe 00"), bytes);
    }

    [Theory]
    [InlineData(20, 1)] // one run
    [InlineData(8191, 20)] // many messages of one run each
    public void PacketsAtRegularTimes_AreRuns(int count, int maxChunks)
    {
        var arrivals = Enumerable.Range(0, count).Select(i => (long)i * 4).ToArray();
        var messages = RoundTrip(65000, arrivals);
        Assert.Equal(((count - 1) / TransportFeedback.MaxPackets) + 1, messages);
        Assert.True(messages <= maxChunks + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomArrivals_ReadBackAsTheyWere(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var arrivals = new long[random.Next(1, 900)];
            long time = random.Next(100_000);
            for (var i = 0; i < arrivals.Length; i++)
            {
                time += random.Next(6) switch
                {
                    0 => random.Next(600),
                    1 => -Math.Min(time, random.Next(50)),
                    2 when random.Next(80) == 0 => 40_000, // more than a delta holds
                    _ => random.Next(40),
                };
                arrivals[i] = random.Next(1 + (seed * 2)) == 0 ? None : time;
            }

            arrivals[random.Next(arrivals.Length)] = time; // one at least
            RoundTrip((ushort)random.Next(65536), arrivals);
        }
    }

    [Fact]
    public void WithoutRoom_OrWithoutArrivals_NothingIsWritten()
    {
        Assert.Empty(Write(0, [None, None], out var taken));
        Assert.Equal(0, taken);
        for (var room = 0; room < 26; room++) Assert.Empty(Write(0, [5], out _, room));
        Assert.Equal(24, Write(0, [5], out _, 26).Length);
    }

    [Fact]
    public void TheMessage_StaysWithinItsRoom()
    {
        var arrivals = Enumerable.Range(0, 300).Select(i => i * 1000L).ToArray();
        for (var room = 28; room < 500; room += 7)
        {
            var bytes = Write(0, arrivals, out var taken, room);
            Assert.True(bytes.Length <= room);
            if (bytes.Length > 0) Assert.Equal(taken, TransportFeedbackDecoder.Decode(bytes, out _).Count);
        }
    }

    private static byte[] Write(ushort first, long[] arrivals, out int taken, int room = 1200)
    {
        var told = 0;
        var head = new TransportFeedback.Head(new Ssrc(1), new Ssrc(2), 9);
        var bytes = RtcpBytes.Write(
            (ref writer) => TransportFeedback.TryWrite(ref writer, head, new SequenceNumber(first), arrivals, out told), room);
        taken = told;
        return bytes;
    }

    /// <summary>Writes as many messages as it takes and compares what they say.</summary>
    private static int RoundTrip(ushort first, long[] arrivals)
    {
        var (from, messages) = (0, 0);
        while (from < arrivals.Length && arrivals.AsSpan(from).ContainsAnyExcept(None))
        {
            var bytes = Write((ushort)(first + from), arrivals[from..], out var taken);
            Assert.True(taken > 0);
            messages++;
            var told = TransportFeedbackDecoder.Decode(bytes, out var count);
            Assert.Equal((taken, 9), (told.Count, (int)count));
            for (var i = 0; i < taken; i++)
            {
                Assert.Equal(((ushort)(first + from + i), arrivals[from + i] == None ? null : (long?)arrivals[from + i]), told[i]);
            }

            from += taken;
        }

        return messages;
    }
}
