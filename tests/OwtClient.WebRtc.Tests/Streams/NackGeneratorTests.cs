using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;
using static OwtClient.WebRtc.Tests.Streams.TestPackets;

namespace OwtClient.WebRtc.Tests.Streams;

public class NackGeneratorTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void AMissingPacket_IsAskedForAtTheToleranceAndThenEveryRoundTrip()
    {
        var nack = new NackGenerator(new NackOptions { MaxRequests = 3 });
        nack.Add(At(0), 70_000, 70_001);
        var times = new List<double>();
        while (nack.NextRequestAt is { } next)
        {
            Assert.Empty(Due(nack, next - TimeSpan.FromTicks(1)));
            Assert.Equal([70_000], Due(nack, next));
            times.Add(next.SinceStart.TotalMilliseconds);
        }

        Assert.Equal([10, 70, 130], times);
        Assert.Equal(1, nack.Count); // not asked for any more, but still missing
    }

    [Fact]
    public void FallingBehindByThree_IsAskedForAtOnce()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_001);
        nack.HandleProgress(At(0), 70_001);
        nack.Add(At(1), 70_002, 70_003);
        nack.HandleProgress(At(1), 70_003);
        Assert.Equal([70_000], Due(nack, At(1)));
        nack.HandleProgress(At(2), 70_004);
        Assert.Empty(Due(nack, At(2)));
        nack.HandleProgress(At(3), 70_005);
        Assert.Equal([70_002], Due(nack, At(3)));
        Assert.Equal(At(61), nack.NextRequestAt);
    }

    [Fact]
    public void AGap_IsAskedForAsAWhole()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_005);
        nack.HandleProgress(At(0), 70_005);
        Assert.Equal([70_000, 70_001, 70_002, 70_003, 70_004], Due(nack, At(0)));
    }

    [Fact]
    public void AnArrival_EndsTheAsking()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_003);
        Assert.True(nack.Remove(70_001));
        Assert.False(nack.Remove(70_001));
        Assert.Equal([70_000, 70_002], Due(nack, At(10)));
        Assert.True(nack.Remove(70_000));
        Assert.True(nack.Remove(70_002));
        Assert.Null(nack.NextRequestAt);
        Assert.Null(nack.First);
    }

    [Fact]
    public void TheNextRequest_IsOfWhatIsStillMissing()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_001);
        nack.Add(At(5), 70_002, 70_003);
        nack.Add(At(7), 70_004, 70_005);
        Assert.Equal(At(10), nack.NextRequestAt);
        nack.Remove(70_000);
        Assert.Equal(At(15), nack.NextRequestAt);
        nack.GiveUpBelow(70_003);
        Assert.Equal(At(17), nack.NextRequestAt);
    }

    [Fact]
    public void WhatDoesNotFitTheMessage_StaysDue()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_010);
        Span<SequenceNumber> four = stackalloc SequenceNumber[4];
        Assert.Equal(4, nack.TakeDue(At(10), RoundTrip, four));
        Assert.True(nack.NextRequestAt <= At(10));
        Assert.Equal(4, nack.TakeDue(At(10), RoundTrip, four));
        Assert.Equal(2, nack.TakeDue(At(10), RoundTrip, four));
        Assert.Equal(0, nack.TakeDue(At(10), RoundTrip, four));
    }

    [Fact]
    public void Overflow_ForgetsTheOldest()
    {
        var nack = new NackGenerator(new NackOptions { MaxMissing = 8 });
        Assert.True(nack.Add(At(0), 70_000, 70_005));
        Assert.False(nack.Add(At(1), 70_010, 70_015));
        Assert.Equal((8, 70_002L), (nack.Count, nack.First!.Value));
        Assert.False(nack.Add(At(2), 70_020, 70_120));
        Assert.Equal((8, 70_112L), (nack.Count, nack.First!.Value));
    }

    [Fact]
    public void GivingUp_ByAgeAndByNumber()
    {
        var nack = new NackGenerator(new NackOptions());
        nack.Add(At(0), 70_000, 70_002);
        nack.Add(At(5), 70_003, 70_004);
        nack.Add(At(9), 70_007, 70_009);
        Assert.Equal(At(0), nack.FirstMissedAt);
        Assert.Equal(3, nack.GiveUpMissedBy(At(5)));
        Assert.Equal(70_007, nack.First);
        Assert.Equal(1, nack.GiveUpBelow(70_008));
        Assert.Equal(0, nack.GiveUpBelow(70_008));
        Assert.Equal(1, nack.GiveUpBelow(80_000));
        Assert.Equal(0, nack.Count);
    }

    [Fact]
    public void Off_AsksForNothingButRemembers()
    {
        var nack = new NackGenerator(NackOptions.Off);
        nack.Add(At(0), 70_000, 70_002);
        nack.HandleProgress(At(1), 70_100);
        Assert.Null(nack.NextRequestAt);
        Assert.Empty(Due(nack, At(1000)));
        Assert.Equal(2, nack.Count);
    }

    private static long[] Due(NackGenerator nack, Instant now)
    {
        var missing = new SequenceNumber[600];
        var count = nack.TakeDue(now, RoundTrip, missing);
        return Array.ConvertAll(missing[..count], number => 65536L + number.Value);
    }
}
