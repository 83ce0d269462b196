using OwtClient.Fuzz.Harness;
using OwtClient.Server.Recording;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Fuzz.Server;

public class PacketAssemblerFuzzTests
{
    /// <summary>Packets late, twice, lost and cut off give frames in order, each at most once.</summary>
    [Fact]
    public void AnyOrder_GivesFramesInOrder() => Fuzzer.Operations(seed =>
    {
        var random = new Random(seed);
        var newest = -1;
        var packets = new PacketAssembler(PayloadFormats.CreateDepacketizer(MediaCodec.Opus, 48000, new FramePool())!, frame =>
        {
            using (frame)
            {
                var number = BitConverter.ToInt32(frame.Data.Span[1..]);
                Assert.True(number > newest);
                newest = number;
            }
        });
        var first = random.Next(1 << 16);
        var now = TimeSpan.Zero;
        for (var number = 0; number < 400; number++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(40));
            if (random.Next(100) == 0) packets.Break();
            var late = Math.Max(0, number - random.Next(random.Next(4) == 0 ? 20 : 1));
            if (random.Next(10) > 0) Add(number);
            if (random.Next(3) == 0 && late > newest) Add(late);
        }

        packets.Break();
        void Add(int number) => packets.Add(
            new SequenceNumber((ushort)(first + number)), new RtpTimestamp((uint)(960 * number)), marker: false, [0x78, .. BitConverter.GetBytes(number)], now);
    });
}
