using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Peer;

namespace OwtClient.WebRtc.Tests.Core;

/// <summary>Three layers of one section (RFC 8853, PROTOCOL §6.9) over a virtual network.</summary>
public class SimulcastTests
{
    private static readonly string[] Rids = ["q", "h", "f"];

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(33);

    /// <summary>Every layer is repaired on its own, and none gets into another.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LossReorderAndDuplication_AreRepairedInEveryLayer(int seed)
    {
        var network = new VirtualNetwork(seed);
        using var pair = new CorePair(network, Rids);
        pair.Connect();
        var layers = Layers(count: 150, seed);
        Play(pair, layers, 0, 1); // what comes before the first packet that arrives, nobody can miss
        network.Link = new VirtualLink
        {
            Delay = TimeSpan.FromMilliseconds(15),
            Jitter = TimeSpan.FromMilliseconds(3),
            Loss = 0.05,
            Reorder = 0.02,
            ReorderDelay = TimeSpan.FromMilliseconds(20),
            Duplication = 0.02,
        };
        Play(pair, layers, 1, 148);
        network.Link = new VirtualLink { Delay = TimeSpan.FromMilliseconds(15) };
        Play(pair, layers, 149, 1); // neither can anybody miss what comes after the last packet that arrives
        network.Run(TimeSpan.FromSeconds(2));

        foreach (var (rid, frames) in layers)
        {
            var received = pair.Answerer.Received[CorePair.Video].Frames.Where(frame => frame.Rid == rid);
            Assert.Equal(frames.Select(Convert.ToHexString), received.Select(frame => Convert.ToHexString(frame.Data)));
        }

        var sent = pair.Offerer.Senders[CorePair.Video].Layers;
        Assert.Equal(Rids, sent.Select(layer => layer.Rid));
        Assert.Equal(3, sent.Select(layer => layer.Stream.Ssrc).Distinct().Count());
        Assert.True(sent.Sum(layer => layer.Stream.GetStats(null).RetransmittedPacketsSent) > 0);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("h")]
    [InlineData("f")]
    public void AKeyFrameRequest_NamesTheLayer(string rid)
    {
        var network = new VirtualNetwork();
        using var pair = new CorePair(network, Rids);
        pair.Connect();
        Play(pair, Layers(count: 3, seed: 1), 0, 3);
        pair.Answerer.Receivers[CorePair.Video].Layers.Single(layer => layer.Rid == rid).Stream.RequestKeyFrame(network.Now);
        network.Run(TimeSpan.FromSeconds(1));
        Assert.Equal([rid], pair.Offerer.KeyFrameRequests.Distinct()); // repeated, since no key frame comes
    }

    /// <summary>One layer loses more than can be repaired; the others do not notice.</summary>
    [Fact]
    public void AnOutageOfOneLayer_AsksForAKeyFrameOfThatLayerAlone()
    {
        var network = new VirtualNetwork();
        using var pair = new CorePair(network, Rids);
        pair.Connect();
        var layers = Layers(count: 180, seed: 4);
        Play(pair, layers, 0, 30);
        var ssrc = pair.Offerer.Senders[CorePair.Video].Find("h")!.Stream.Ssrc.Value;
        network.Drop = datagram => datagram.Bytes is { Length: > 12 } bytes && bytes[0] >> 6 == 2
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)) == ssrc;
        Play(pair, layers, 30, 120);
        network.Drop = null;
        Play(pair, layers, 150, 30);
        network.Run(TimeSpan.FromSeconds(2));

        Assert.NotEmpty(pair.Offerer.KeyFrameRequests);
        Assert.All(pair.Offerer.KeyFrameRequests, rid => Assert.Equal("h", rid));
        var received = pair.Answerer.Received[CorePair.Video].Frames;
        Assert.Equal(180, received.Count(frame => frame.Rid == "q"));
        Assert.Equal(180, received.Count(frame => frame.Rid == "f"));
        Assert.Contains(received, frame => frame is { Rid: "h", LostBefore: > 0 });
    }

    private static Dictionary<string, List<byte[]>> Layers(int count, int seed) =>
        Rids.Select((rid, i) => (rid, Frames: TestFrames.Create(count, (seed * 10) + i, maxBytes: 1000 * (i + 1)))).ToDictionary(x => x.rid, x => x.Frames);

    private static void Play(CorePair pair, Dictionary<string, List<byte[]>> layers, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            foreach (var (rid, frames) in layers)
            {
                pair.Offerer.SendFrame(CorePair.Video, MediaCodec.Vp8, frames[i], pair.Network.Now.SinceStart, isKeyFrame: i == 0, rid);
            }

            pair.Network.Run(Interval);
        }
    }
}
