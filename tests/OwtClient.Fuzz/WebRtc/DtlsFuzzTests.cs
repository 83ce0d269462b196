using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.Fuzz.WebRtc;

public class DtlsFuzzTests
{
    /// <summary>One datagram of a handshake is damaged: it connects, fails or is broken off, and always ends; if it connects, the keys agree.</summary>
    [Fact]
    public void HandshakeWithADamagedDatagram_Ends() => Fuzzer.Operations(
        seed =>
        {
            var random = new Random(seed);
            var (damagedNumber, fromClient) = (random.Next(5), random.Next(2) == 0);
            using var pair = new DtlsFuzzPair((client, number, datagram) =>
                number == damagedNumber && client == fromClient ? new Mutator(random).Mutate([datagram]) : datagram);

            var (client, server) = pair.Run(TimeSpan.FromMilliseconds(100)); // repetitions come every 10 ms at first

            if (client is null || server is null) return;
            Assert.Equal(client.Keys.Local.MasterKey, server.Keys.Remote.MasterKey);
            Assert.Equal(client.Keys.Remote.MasterSalt, server.Keys.Local.MasterSalt);
        },
        sequences: 60);

    [Fact]
    public void ConnectedEngine_ForgedRecordsChangeNothing()
    {
        var sent = new List<byte[]>();
        using var pair = new DtlsFuzzPair((_, _, datagram) =>
        {
            lock (sent) sent.Add(datagram);
            return datagram;
        });
        var (client, server) = pair.Run(TimeSpan.FromSeconds(20));
        Assert.NotNull(client);
        Assert.NotNull(server);
        byte[][] seeds;
        lock (sent) seeds = [.. sent, [21, 254, 253, 0, 1, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40], [23, 254, 253, 0, 1, 0, 0, 0, 0, 0, 9, 0, 1, 1]];

        Fuzzer.Bytes(seeds, input =>
        {
            pair.Client.HandleDatagram(input);
            pair.Server.HandleDatagram(input);
            Assert.Equal(DtlsTransportState.Connected, pair.Client.State);
            Assert.Equal(DtlsTransportState.Connected, pair.Server.State);
        });
    }

    [Fact]
    public void Fingerprint_AnyText_IsReadOrRefused()
    {
        var certificate = "abc"u8.ToArray();
        var seed = System.Text.Encoding.ASCII.GetBytes(DtlsFingerprint.Compute("sha-256", certificate).ToString());
        Fuzzer.Bytes([seed, "SHA-1 ab:cd"u8.ToArray(), "sha-512 "u8.ToArray()], input =>
        {
            if (!DtlsFingerprint.TryParse(System.Text.Encoding.Latin1.GetString(input), out var fingerprint)) return;
            Assert.True(DtlsFingerprint.TryParse(fingerprint.ToString(), out var again));
            Assert.Equal(fingerprint, again);
            DtlsFingerprint.AnyMatches([fingerprint], certificate);
        });
    }
}
