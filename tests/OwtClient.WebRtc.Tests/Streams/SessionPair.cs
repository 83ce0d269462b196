using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

/// <summary>Two sessions over a path that delays, loses, repeats and reorders, in virtual time: no encryption, no waiting.</summary>
internal sealed class SessionPair
{
    private readonly PriorityQueue<(bool ToReceiver, bool IsRtcp, byte[] Datagram), (Instant At, long Order)> _path = new();
    private readonly Random _random;
    private readonly byte[] _buffer = new byte[1500];
    private long _order;

    public SessionPair(int seed, ReceiveStreamOptions? options = null, RetransmissionOptions? kept = null)
    {
        _random = new Random(seed);
        Sender = Session("sender", seed);
        Receiver = Session("receiver", seed + 1000);
        var extensions = Extensions(HeaderExtensionUri.Mid);
        Send = Sender.AddSendStream(new SendStreamOptions
        {
            Mid = "1",
            Kind = MediaKind.Video,
            Ssrc = Sender.AllocateSsrc(),
            ClockRate = ClockRate,
            Extensions = extensions,
            TransportSequence = Sender.TransportSequence,
            Retransmission = kept ?? RetransmissionOptions.Video,
        });
        Receiver.Router.Extensions.Merge(extensions);
        Receive = Receiver.AddReceiveStream(options ?? VideoOptions());
        Receive.OrderedSink = Sink;
        Sender.Start(Now);
        Receiver.Start(Now);
    }

    public Instant Now { get; private set; }

    public RtpSession Sender { get; }

    public RtpSession Receiver { get; }

    public SendStream Send { get; }

    public ReceiveStream Receive { get; }

    public RecordingSink Sink { get; } = new();

    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Added to the delay of each datagram, evenly spread: above the spacing of packets it reorders them.</summary>
    public TimeSpan Jitter { get; set; }

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>Decides about single first transmissions, by their count from zero; true loses the packet.</summary>
    public Func<int, bool> Drop { get; set; } = _ => false;

    public int Sent { get; private set; }

    public int KeyFramesWanted { get; private set; }

    public List<(Instant At, byte[] Datagram)> RtcpFromReceiver { get; } = [];

    public List<(Instant At, byte[] Datagram)> RtcpFromSender { get; } = [];

    /// <summary>Sends packets in regular distance and lets everything happen meanwhile.</summary>
    public void SendPackets(int count, double everyMilliseconds)
    {
        for (var i = 0; i < count; i++)
        {
            var timestamp = Send.ToRtpTimestamp(Now.SinceStart);
            var payload = new byte[100];
            payload.AsSpan().Fill((byte)Send.NextSequenceNumber.Value); // as RecordingSink expects
            var length = Send.WritePacket(Now, new OutgoingPacket(Video, timestamp), payload, _buffer);
            Send.Commit(Now, _buffer.AsSpan(0, length), payload.Length);
            if (!Drop(Sent++)) Transmit(toReceiver: true, isRtcp: false, _buffer.AsSpan(0, length));
            RunUntil(Now + TimeSpan.FromMilliseconds(everyMilliseconds));
        }
    }

    public void RunUntil(Instant end)
    {
        while (Next() is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            while (_path.TryPeek(out _, out var due) && due.At <= Now) Deliver(_path.Dequeue());
            Sender.HandleTimeout(Now);
            Receiver.HandleTimeout(Now);
            Drain();
        }

        Now = end;
    }

    public void RunFor(double milliseconds) => RunUntil(Now + TimeSpan.FromMilliseconds(milliseconds));

    private static RtpSession Session(string cname, int seed)
    {
        var options = new RtpSessionOptions { Cname = cname, NtpAtOrigin = new NtpTime(0xe000_0000_0000_0000) };
        return new RtpSession(options, new SeededRandomSource(seed)) { ReducedSize = true };
    }

    private Instant? Next()
    {
        var next = Instant.Earliest(Sender.Deadline, Receiver.Deadline);
        return _path.TryPeek(out _, out var due) ? Instant.Earliest(next, due.At) : next;
    }

    private void Deliver((bool ToReceiver, bool IsRtcp, byte[] Datagram) item)
    {
        var session = item.ToReceiver ? Receiver : Sender;
        if (item.IsRtcp) Assert.Equal(RtcpParseStatus.Ok, session.HandleRtcp(Now, item.Datagram));
        else session.HandleRtp(Now, item.Datagram);
        Drain();
    }

    private void Drain()
    {
        Drain(Sender, toReceiver: true);
        Drain(Receiver, toReceiver: false);
        while (Sender.TryPollEvent(Now, out var item)) KeyFramesWanted += item.KeyFrameWanted == Send ? 1 : 0;
    }

    private void Drain(RtpSession session, bool toReceiver)
    {
        while (session.TryPollTransmit(Now, _buffer, out var length, out var kind))
        {
            Transmit(toReceiver, kind == RtpTransmitKind.Rtcp, _buffer.AsSpan(0, length));
        }
    }

    private void Transmit(bool toReceiver, bool isRtcp, ReadOnlySpan<byte> datagram)
    {
        if (isRtcp) (toReceiver ? RtcpFromSender : RtcpFromReceiver).Add((Now, datagram.ToArray()));
        var copies = _random.NextDouble() < Duplication ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            if (_random.NextDouble() < Loss) continue;
            _path.Enqueue((toReceiver, isRtcp, datagram.ToArray()), (Now + Delay + (Jitter * _random.NextDouble()), _order++));
        }
    }
}
