using OwtClient.SipSorcery.Receiving;

namespace OwtClient.SipSorcery.Tests.Receiving;

public sealed class PacketOrderTests
{
    private readonly PacketOrder _order = new();

    [Theory]
    [InlineData("1 2 3 4", "1 2 3 4")]
    [InlineData("1 3 2 4", "1 2 3 4")]
    [InlineData("1 4 3 2 5", "1 2 3 4 5")] // two newer ones are waited for
    [InlineData("1 3 4 5 2 6", "1 -1 3 4 5 6")] // the third makes 2 a loss; when it comes it is too late
    [InlineData("1 5 6 7", "1 -3 5 6 7")]
    [InlineData("1 2 2 3", "1 2 3")]
    [InlineData("65534 65535 0 1", "65534 65535 0 1")]
    [InlineData("65534 0 65535 1", "65534 65535 0 1")]
    [InlineData("10 5010 5011", "10 5010 5011")] // another beginning
    public void Packets_ComeInOrder_AndLossesAreTold(string received, string given)
    {
        _order.Open();
        Assert.Equal(given, string.Join(' ', Numbers(received).SelectMany(number => Give(number))));
    }

    [Fact]
    public void BeforeItOpens_PacketsAreKept_InWhicheverOrderTheyCome()
    {
        Assert.Empty(Numbers("7 8 5 6 8").SelectMany(number => Give(number)));
        _order.Open();
        Assert.Equal("5 6 7 8", string.Join(' ', Take()));
        Assert.Equal("9", string.Join(' ', Give(9)));
        Assert.Equal(1, _order.Discarded);
    }

    [Fact]
    public void AtTheEnd_NothingIsWaitedFor()
    {
        _order.Open();
        Assert.Equal("1", string.Join(' ', Numbers("1 3").SelectMany(number => Give(number))));
        Assert.Equal("-1 3", string.Join(' ', Take(isFinal: true)));
    }

    [Fact]
    public void Flood_BeforeItOpens_IsBounded()
    {
        for (var i = 0; i < 5000; i++) Give((ushort)(i % 2000));
        _order.Open();
        Assert.Equal(1024, Take().Count());
    }

    private static ushort[] Numbers(string text) => [.. text.Split(' ').Select(ushort.Parse)];

    private IEnumerable<int> Give(ushort number)
    {
        _order.TryAdd(new OrderedRtpPacket(number, 0, 96, true, []));
        return [.. Take()];
    }

    private IEnumerable<int> Take(bool isFinal = false)
    {
        while (_order.TryTake(out var packet, out var missing, isFinal))
        {
            if (missing > 0) yield return -missing;
            yield return packet.SequenceNumber;
        }
    }
}
