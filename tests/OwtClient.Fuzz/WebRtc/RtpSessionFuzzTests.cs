using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.Fuzz.WebRtc;

public class RtpSessionFuzzTests
{
    /// <summary>Packets of both kinds, damaged or not, with time going on: everything that is due is polled, and nothing throws or grows.</summary>
    [Fact]
    public void AnyPackets()
    {
        var session = new RtpSession(new RtpSessionOptions { Cname = "fuzz", NtpAtOrigin = default }, new SeededRandomSource(3));
        var rates = new ClockRates(90000);
        session.AddReceiveStream(ReceiveStreamOptions.ForVideo("a", rates, nack: true, keyFrameRequests: true));
        session.AddReceiveStream(ReceiveStreamOptions.ForAudio("b", rates, nack: false));
        session.Router.Extensions.TryAdd(HeaderExtensionUri.Mid, 1);
        var sent = session.AddSendStream(new SendStreamOptions
        {
            Mid = "c",
            Kind = MediaKind.Video,
            Ssrc = new Ssrc(2),
            ClockRate = 90000,
            Extensions = new HeaderExtensionMap(),
            TransportSequence = session.TransportSequence,
        });
        var (random, now, buffer) = (new Random(FuzzLimits.Seed), new Instant(TimeSpan.Zero), new byte[1500]);
        session.Start(now);
        byte[][] packets = [.. Enumerable.Range(0, 20).Select(Packet), .. RtcpFuzzTests.Compounds];
        Fuzzer.Bytes(packets, input =>
        {
            now += TimeSpan.FromMilliseconds(random.Next(20));
            if (input.Length > 1 && input[1] is >= 192 and <= 223) session.HandleRtcp(now, input);
            else session.HandleRtp(now, input);
            if (session.Deadline is { } deadline && deadline <= now) session.HandleTimeout(now);
            for (var polls = 0; session.TryPollTransmit(now, buffer, out var length, out _); polls++)
            {
                Assert.InRange(length, 1, buffer.Length);
                Assert.True(polls < 1000);
            }

            while (session.TryPollEvent(now, out _))
            {
            }
        }, inputs: 8000);
        Assert.Equal(new Ssrc(2), sent.Ssrc);

        static byte[] Packet(int number) =>
            [0x90, 96, 0, (byte)(number * 3), 0, 0, 0, (byte)number, 0, 0, 0, 9, 0xbe, 0xde, 0, 1, 0x10, (byte)(number % 4 == 0 ? 'b' : 'a'), 0, 0, 1, 2, 3];
    }
}
