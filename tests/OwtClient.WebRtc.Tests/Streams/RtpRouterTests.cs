using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class RtpRouterTests
{
    private static readonly Ssrc One = new(1);
    private static readonly Ssrc Two = new(2);
    private readonly RtpRouter<string> _router = new();

    public RtpRouterTests()
    {
        _router.Extensions.Merge(
            Extensions(HeaderExtensionUri.Mid, HeaderExtensionUri.RtpStreamId, HeaderExtensionUri.RepairedRtpStreamId));
        _router.Add("0", null, "audio");
        _router.Add("1", "a", "low");
        _router.Add("1", "b", "high");
        _router.Add("2", null, "screen");
    }

    [Fact]
    public void AMid_NamesTheSection_AndItsSourceIsRemembered()
    {
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(One));
        Assert.Equal((RtpRouteStatus.Identified, "audio"), Route(One, mid: "0"));
        Assert.Equal((RtpRouteStatus.KnownSource, "audio"), Route(One));
        Assert.Equal((RtpRouteStatus.KnownSource, "audio"), Route(One, mid: "0"));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(Two));
    }

    [Fact]
    public void AMid_MovesASourceThatWasLearned()
    {
        Route(One, mid: "0");
        Assert.Equal((RtpRouteStatus.Identified, "screen"), Route(One, mid: "2"));
        Assert.Equal((RtpRouteStatus.KnownSource, "screen"), Route(One));
    }

    [Fact]
    public void Layers_AreNamedByRid()
    {
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(One, mid: "1"));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(One, mid: "1", rid: "c"));
        Assert.Equal((RtpRouteStatus.Identified, "low"), Route(One, mid: "1", rid: "a"));
        Assert.Equal((RtpRouteStatus.Identified, "high"), Route(Two, mid: "1", rid: "b"));
        Assert.Equal((RtpRouteStatus.KnownSource, "low"), Route(One, mid: "1"));
        Assert.Equal((RtpRouteStatus.KnownSource, "high"), Route(Two));
        Assert.Equal((RtpRouteStatus.Identified, "low"), Route(new Ssrc(3), mid: "1", repairedRid: "a"));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("00")]
    public void AnUnknownMid_IsDropped_EvenFromAKnownSource(string mid)
    {
        Route(One, mid: "0");
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(One, mid: mid));
    }

    [Fact]
    public void ASignalledSource_NeedsNoIdentifiers()
    {
        _router.AddSource(Two, "high");
        Assert.Equal((RtpRouteStatus.KnownSource, "high"), Route(Two));
        Assert.Equal((RtpRouteStatus.KnownSource, "high"), Route(Two, mid: "1"));
        Assert.True(_router.TryGet(Two, out var stream));
        Assert.Equal("high", stream);
        Assert.False(_router.TryGet(One, out _));
    }

    [Fact]
    public void APayloadType_CountsWhenOneSectionHasIt()
    {
        var (opus, vp8) = (new PayloadType(111), new PayloadType(96));
        _router.AddPayloadType(opus, "audio");
        _router.AddPayloadType(opus, "audio");
        _router.AddPayloadType(vp8, "low");
        _router.AddPayloadType(vp8, "screen");
        Assert.Equal((RtpRouteStatus.UniquePayloadType, "audio"), Route(One, type: opus));
        Assert.Equal((RtpRouteStatus.KnownSource, "audio"), Route(One, type: vp8));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(Two, type: vp8));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(Two, type: new PayloadType(97)));
    }

    [Fact]
    public void LearnedSources_AreBounded_SignalledOnesStay()
    {
        _router.AddSource(One, "audio");
        Route(Two, mid: "2");
        for (uint i = 0; i < 10 * RtpRouter<string>.MaxLearnedSources; i++)
        {
            Assert.Equal(RtpRouteStatus.Identified, Route(new Ssrc(1000 + i), mid: "0").Status);
            if (i % 100 == 0) Assert.Equal((RtpRouteStatus.KnownSource, "screen"), Route(Two)); // heard of, hence kept
        }

        Assert.Equal((RtpRouteStatus.KnownSource, "audio"), Route(One));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(new Ssrc(1000)));
        var last = new Ssrc(1000 + (10 * RtpRouter<string>.MaxLearnedSources) - 1);
        Assert.Equal((RtpRouteStatus.KnownSource, "audio"), Route(last));
    }

    [Fact]
    public void Remove_ForgetsAllThatLedToIt()
    {
        _router.AddPayloadType(new PayloadType(111), "audio");
        _router.AddSource(One, "audio");
        Route(Two, mid: "0");
        _router.Remove("audio");
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(One));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(Two));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(new Ssrc(3), mid: "0"));
        Assert.Equal((RtpRouteStatus.Unroutable, null), Route(new Ssrc(4), type: new PayloadType(111)));
    }

    [Fact]
    public void Routing_AllocatesNothing()
    {
        byte[][] packets =
        [
            Packet(1, source: One, mid: "1", rid: "a"),
            Packet(1, source: Two, mid: "0"),
            Packet(2, source: Two),
            Packet(1, source: new Ssrc(9)),
        ];
        foreach (var packet in packets) _router.Route(Read(packet), out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            foreach (var packet in packets)
            {
                RtpPacketReader.Parse(packet, out var reader);
                _router.Route(reader, out _);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private (RtpRouteStatus Status, string? Stream) Route(
        Ssrc source, string? mid = null, string? rid = null, string? repairedRid = null, PayloadType? type = null)
    {
        var packet = Packet(1, source: source, type: type, mid: mid, rid: rid, repairedRid: repairedRid);
        var status = _router.Route(Read(packet), out var stream);
        return (status, stream);
    }
}
