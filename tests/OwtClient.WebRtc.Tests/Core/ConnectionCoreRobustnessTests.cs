using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Tests.Peer;

namespace OwtClient.WebRtc.Tests.Core;

/// <summary>Bytes nobody meant for us: counted, never an exception, and the call goes on.</summary>
public class ConnectionCoreRobustnessTests
{
    [Fact]
    public void RandomAndDamagedDatagrams_AreDropped()
    {
        var network = new VirtualNetwork();
        using var pair = new CorePair(network);
        pair.Connect();
        var random = new Random(1);
        var recorded = Record(pair);
        var way = pair.Answerer.Core.Ice.SelectedPair!;
        for (var i = 0; i < 20_000; i++)
        {
            var datagram = i % 2 == 0 ? Noise(random) : Damage(random, recorded[random.Next(recorded.Count)]);
            pair.Answerer.Core.HandleDatagram(network.Now, way.Base, way.RemoteAddress, datagram, out var arrival);
            Assert.Null(arrival.Track);
            while (pair.Answerer.Core.TryPollTransmit(network.Now, new byte[ConnectionCore.MaxDatagramLength], out _))
            {
            }
        }

        Assert.True(pair.Answerer.Core.Statistics.PacketsDiscarded > 10_000);
        Assert.Equal(PeerConnectionState.Connected, pair.Answerer.Core.State);
        var before = pair.Answerer.Received[CorePair.Video].Frames.Count;
        pair.Offerer.SendFrame(CorePair.Video, MediaCodec.Vp8, TestFrames.Create(1, seed: 9)[0], TimeSpan.FromSeconds(1), isKeyFrame: true);
        network.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(before + 1, pair.Answerer.Received[CorePair.Video].Frames.Count);
    }

    private static List<byte[]> Record(CorePair pair)
    {
        var recorded = new List<byte[]>();
        pair.Network.Drop = datagram =>
        {
            recorded.Add(datagram.Bytes);
            return false;
        };
        foreach (var frame in TestFrames.Create(5, seed: 2))
        {
            pair.Offerer.SendFrame(CorePair.Video, MediaCodec.Vp8, frame, pair.Network.Now.SinceStart, (frame[0] & 1) == 0);
            pair.Network.Run(TimeSpan.FromMilliseconds(33));
        }

        pair.Network.Run(TimeSpan.FromSeconds(6)); // reports and consent checks are among them
        pair.Network.Drop = null;
        return recorded;
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 1500)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Damage(Random random, byte[] datagram)
    {
        var bytes = random.Next(3) == 0 ? datagram[..random.Next(1, datagram.Length)] : (byte[])datagram.Clone();
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }
}
