using BenchmarkDotNet.Attributes;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.Benchmarks.Parts;

/// <summary>What a video packet of 1200 bytes costs between packetiser and SRTP on one side, SRTP and depacketiser on the other.</summary>
/// <remarks>
/// One operation is one packet. Read the ratios and the allocations; unit tests pin the 0 B. The baseline is the copy of the payload
/// that no sender can do without.
/// </remarks>
[MemoryDiagnoser]
public class RtpSessionBenchmarks
{
    private static readonly TimeSpan PacketDistance = TimeSpan.FromMilliseconds(1);
    private readonly byte[] _payload = new byte[1200];
    private readonly byte[] _packet = new byte[1500];
    private readonly byte[] _feedback = new byte[1500];
    private readonly RtpSession _sender = NewSession();
    private readonly RtpSession _receiver = NewSession();
    private readonly SendStream _stream;
    private Instant _now;
    private int _count;

    public RtpSessionBenchmarks()
    {
        var extensions = new HeaderExtensionMap();
        extensions.TryAdd(HeaderExtensionUri.Mid, 4);
        extensions.TryAdd(HeaderExtensionUri.AbsoluteSendTime, 2);
        _stream = _sender.AddSendStream(new SendStreamOptions
        {
            Mid = "1",
            Kind = MediaKind.Video,
            Ssrc = _sender.AllocateSsrc(),
            ClockRate = 90000,
            Extensions = extensions,
            TransportSequence = _sender.TransportSequence,
            Retransmission = RetransmissionOptions.Video,
        });
        _receiver.Router.Extensions.Merge(extensions);
        var received = _receiver.AddReceiveStream(ReceiveStreamOptions.ForVideo("1", new ClockRates(90000), nack: true, keyFrameRequests: false));
        received.OrderedSink = new Sink();
    }

    [Benchmark(Baseline = true)]
    public void CopyThePayload() => _payload.CopyTo(_packet, 0);

    [Benchmark]
    public int Send()
    {
        _now += PacketDistance;
        var outgoing = new OutgoingPacket(new PayloadType(96), _stream.ToRtpTimestamp(_now.SinceStart));
        var length = _stream.WritePacket(_now, outgoing, _payload, _packet);
        _stream.Commit(_now, _packet.AsSpan(0, length), _payload.Length);
        return length;
    }

    [Benchmark]
    public void SendAndReceive() => _receiver.HandleRtp(_now, _packet.AsSpan(0, Send()));

    /// <summary>Every tenth packet is lost on its first way and asked for.</summary>
    [Benchmark]
    public void SendAndRepairOneInTen()
    {
        var length = Send();
        if (++_count % 10 != 0) _receiver.HandleRtp(_now, _packet.AsSpan(0, length));
        while (_receiver.TryPollTransmit(_now, _feedback, out length, out _)) _sender.HandleRtcp(_now, _feedback.AsSpan(0, length));
        while (_sender.TryPollTransmit(_now, _feedback, out length, out _)) _receiver.HandleRtp(_now, _feedback.AsSpan(0, length));
    }

    private static RtpSession NewSession() =>
        new(new RtpSessionOptions { Cname = "benchmark", NtpAtOrigin = default }, CryptoRandomSource.Instance) { ReducedSize = true };

    private sealed class Sink : IOrderedPacketSink
    {
        public void HandlePacket(in OrderedPacket packet)
        {
        }

        public void HandleGap(long first, int count) => throw new InvalidOperationException("Everything is repaired.");

        public void HandleRestart()
        {
        }
    }
}
