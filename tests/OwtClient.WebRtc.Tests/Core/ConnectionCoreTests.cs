using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Peer;

namespace OwtClient.WebRtc.Tests.Core;

/// <summary>Two cores over a virtual network: minutes of a call in milliseconds.</summary>
public class ConnectionCoreTests
{
    [Fact]
    public void OnACleanNetwork_BothConnectWithinTwoRoundTrips()
    {
        var network = new VirtualNetwork { Link = new VirtualLink { Delay = TimeSpan.FromMilliseconds(10) } };
        using var pair = new CorePair(network);
        pair.Connect();
        Assert.Equal([PeerConnectionState.Connecting, PeerConnectionState.Connected], pair.Offerer.States.Select(change => change.State));
        Assert.InRange(pair.Offerer.States[^1].Seconds, 0.020, 0.060);
    }

    /// <summary>What comes along a way before the peer has shown itself there is of a connection that had the way before.</summary>
    [Fact]
    public void DtlsFromWhereThePeerHasNotShownItself_IsNotOurs()
    {
        var network = new VirtualNetwork();
        using var pair = new CorePair(network);
        var (here, there) = (pair.Offerer.Core.Ice.LocalCandidates[0].Base, pair.Answerer.Core.Ice.LocalCandidates[0].Base);

        Assert.Equal(DatagramKind.Unknown, Receive(there));
        pair.Connect();

        Assert.Equal(DatagramKind.Dtls, Receive(there));
        Assert.Equal(DatagramKind.Unknown, Receive(there.WithPort(1)));

        DatagramKind Receive(TransportAddress remote) => pair.Offerer.Core.HandleDatagram(network.Now, here, remote, [22, 254, 253, 0], out _);
    }

    /// <summary>One packet in twenty is lost each way, others are late or come twice: every frame arrives nevertheless, in order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LossReorderAndDuplication_AreRepaired(int seed)
    {
        var network = new VirtualNetwork(seed);
        using var pair = new CorePair(network);
        pair.Connect();
        var frames = TestFrames.Create(count: 300, seed);
        Play(pair, frames.Take(1), TimeSpan.FromMilliseconds(33)); // what comes before the first packet that arrives, nobody can miss
        network.Link = new VirtualLink
        {
            Delay = TimeSpan.FromMilliseconds(15),
            Jitter = TimeSpan.FromMilliseconds(3),
            Loss = 0.05,
            Reorder = 0.02,
            ReorderDelay = TimeSpan.FromMilliseconds(20),
            Duplication = 0.02,
        };
        Play(pair, frames.Skip(1), TimeSpan.FromMilliseconds(33));
        network.Run(TimeSpan.FromSeconds(2));

        var received = pair.Answerer.Received[CorePair.Video].Frames;
        Assert.Equal(frames.Select(Convert.ToHexString), received.Select(frame => Convert.ToHexString(frame.Data)));
        var sent = pair.Offerer.Senders[CorePair.Video].Layers[0].Stream.GetStats(null);
        Assert.True(sent.RetransmittedPacketsSent > 0);
        Assert.True(sent.RoundTripTime is { TotalMilliseconds: > 25 and < 45 });
        Assert.NotNull(sent.RemoteFractionLost);
    }

    /// <summary>Four seconds vanish, of which the sender keeps two: the receiver counts them, asks for a key frame, and goes on with it.</summary>
    [Fact]
    public void OutageLongerThanRepairs_AsksForAKeyFrame()
    {
        var network = new VirtualNetwork { Link = new VirtualLink { Delay = TimeSpan.FromMilliseconds(10) } };
        using var pair = new CorePair(network);
        pair.Connect();
        var frames = TestFrames.Create(count: 180, seed: 4, maxBytes: 3000);
        Play(pair, frames.Take(30), TimeSpan.FromMilliseconds(33));
        network.Drop = datagram => datagram.Bytes.Length > 200 && datagram.Bytes[0] >= 128;
        Play(pair, frames.Skip(30).Take(120), TimeSpan.FromMilliseconds(33));
        network.Drop = null;
        Play(pair, frames.Skip(150), TimeSpan.FromMilliseconds(33));
        network.Run(TimeSpan.FromSeconds(2));

        Assert.NotEmpty(pair.Offerer.KeyFrameRequests);
        var received = pair.Answerer.Received[CorePair.Video].Frames;
        Assert.Contains(received, frame => frame.LostBefore > 0);
        Assert.Equal(Convert.ToHexString(frames[^1]), Convert.ToHexString(received[^1].Data));
    }

    /// <summary>The peer is gone without a word: in doubt after 7.5 s of silence, given up when consent ends (RFC 7675 §5.1).</summary>
    [Fact]
    public void PeerThatVanishes_IsInDoubtThenGivenUp()
    {
        var network = new VirtualNetwork { Link = new VirtualLink { Delay = TimeSpan.FromMilliseconds(10) } };
        using var pair = new CorePair(network);
        pair.Connect();
        network.Run(TimeSpan.FromSeconds(60));
        Assert.Equal(PeerConnectionState.Connected, pair.Offerer.Core.State);

        var silentSince = pair.Offerer.States.Count;
        var start = network.Now;
        network.Drop = _ => true;
        network.Run(TimeSpan.FromSeconds(60));
        Assert.Equal([PeerConnectionState.Disconnected, PeerConnectionState.Failed], pair.Offerer.States.Skip(silentSince).Select(change => change.State));
        var silence = pair.Offerer.States[silentSince].Seconds - 60;
        Assert.InRange(silence, 1, 8);
        Assert.InRange(pair.Offerer.States[^1].Seconds - 60, 23, 31);
    }

    [Fact]
    public void NetworkThatComesBack_ReconnectsByItself()
    {
        var network = new VirtualNetwork { Link = new VirtualLink { Delay = TimeSpan.FromMilliseconds(10) } };
        using var pair = new CorePair(network);
        pair.Connect();
        network.Drop = _ => true;
        Assert.True(network.RunUntil(() => pair.Offerer.Core.State == PeerConnectionState.Disconnected, TimeSpan.FromSeconds(15)));
        network.Drop = null;
        Assert.True(network.RunUntil(() => pair.Offerer.Core.State == PeerConnectionState.Connected, TimeSpan.FromSeconds(10)));
    }

    /// <summary>What arrives is no reason to allocate, and neither is what is sent.</summary>
    [Fact]
    public void SteadyPackets_AllocateNothing()
    {
        var network = new VirtualNetwork();
        using var pair = new CorePair(network);
        pair.Connect();
        pair.Answerer.Receivers[CorePair.Video].AssemblesFrames = false;
        var stream = pair.Offerer.Senders[CorePair.Video].Layers[0].Stream;
        var (from, to) = (pair.Offerer.Core.Ice.SelectedPair!, pair.Answerer.Core.Ice.SelectedPair!);
        var (now, payload, datagram) = (network.Now, new byte[1100], new byte[1500]);
        var delivered = 0;
        Send(2000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(2000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(4000, delivered);

        void Send(int count)
        {
            for (var i = 0; i < count; i++)
            {
                now += TimeSpan.FromMilliseconds(1);
                var packet = new WebRtc.Streams.OutgoingPacket(new WebRtc.Rtp.PayloadType(96), new WebRtc.Rtp.RtpTimestamp((uint)i * 90));
                var length = stream.WritePacket(now, packet, payload, datagram);
                pair.Offerer.Core.TryProtect(now, stream, datagram, length, payload.Length, out var protectedLength);
                pair.Answerer.Core.HandleDatagram(now, to.Base, from.Base, datagram.AsSpan(0, protectedLength), out var arrival);
                if (arrival.Track is not null && arrival.Packet.Payload.Length == payload.Length) delivered++;
            }
        }
    }

    private static void Play(CorePair pair, IEnumerable<byte[]> frames, TimeSpan interval)
    {
        foreach (var frame in frames)
        {
            pair.Offerer.SendFrame(CorePair.Video, MediaCodec.Vp8, frame, pair.Network.Now.SinceStart, isKeyFrame: (frame[0] & 1) == 0);
            pair.Network.Run(interval);
        }
    }
}
