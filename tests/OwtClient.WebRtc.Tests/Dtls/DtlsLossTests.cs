using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>Handshakes over paths that lose, repeat, reorder and damage.</summary>
public class DtlsLossTests
{
    // With flights of a few hundred bytes per datagram there are more datagrams to lose.
    private static DtlsEngineOptions Small(DtlsEngineOptions options) => options with { MaxDatagramBytes = 400 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task NthDatagramLost_EachWay_StillConnects(int lost)
    {
        await using var toServer = new DtlsPair(Small, Small, toServer: DtlsPath.Losing(n => n == lost));
        await using var toClient = new DtlsPair(Small, Small, toClient: DtlsPath.Losing(n => n == lost));

        DtlsHandshakeTests.AssertSameKeys(await toServer.ConnectAsync());
        DtlsHandshakeTests.AssertSameKeys(await toClient.ConnectAsync());
    }

    [Fact]
    public async Task EverySecondDatagramLost_BothWays_StillConnects()
    {
        await using var pair = new DtlsPair(toServer: DtlsPath.Losing(n => n % 2 == 0), toClient: DtlsPath.Losing(n => n % 2 == 1));

        DtlsHandshakeTests.AssertSameKeys(await pair.ConnectAsync());
    }

    [Fact]
    public async Task EachDatagramThreeTimes_StillConnects()
    {
        static IEnumerable<byte[]> Thrice(int number, byte[] datagram) => [datagram, datagram, datagram];
        await using var pair = new DtlsPair(Small, Small, new DtlsPath(Thrice), new DtlsPath(Thrice));

        DtlsHandshakeTests.AssertSameKeys(await pair.ConnectAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task DatagramsReversedInGroups_StillConnects(int group)
    {
        await using var pair = new DtlsPair(Small, Small, new DtlsPath(Reversed()), new DtlsPath(Reversed()));

        DtlsHandshakeTests.AssertSameKeys(await pair.ConnectAsync());

        // The first of each direction goes straight through, so that a group is never waited for in vain at the start.
        Func<int, byte[], IEnumerable<byte[]>> Reversed()
        {
            var held = new Stack<byte[]>();
            return (number, datagram) =>
            {
                if (number == 0) return [datagram];
                held.Push(datagram);
                if (held.Count < group) return [];
                byte[][] released = [.. held];
                held.Clear();
                return released;
            };
        }
    }

    /// <summary>Garbage between the real datagrams: other protocols' bytes, cut records, wrong epochs, wrong lengths.</summary>
    [Fact]
    public async Task GarbageAndTruncatedRecords_AreIgnored()
    {
        static IEnumerable<byte[]> Spoilt(int number, byte[] datagram)
        {
            yield return [];
            yield return [22];
            yield return [22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 99, 0, 200, 1]; // claims 200 bytes, has 1
            yield return [22, 254, 253, 0, 7, 0, 0, 0, 0, 0, 99, 0, 1, 1]; // an epoch that does not exist
            yield return [99, 254, 253, 0, 0, 0, 0, 0, 0, 0, 99, 0, 1, 1]; // a content type that does not exist
            yield return [.. Enumerable.Repeat((byte)0x80, 300)];
            yield return [.. datagram.AsSpan(0, datagram.Length / 2)];
            yield return new byte[DtlsDatagramQueue.MaxDatagramBytes + 1];
            yield return datagram;
        }

        await using var pair = new DtlsPair(toServer: new DtlsPath(Spoilt), toClient: new DtlsPath(Spoilt));

        DtlsHandshakeTests.AssertSameKeys(await pair.ConnectAsync());
        Assert.True(pair.Client.Engine.DroppedDatagrams > 0);
    }
}
