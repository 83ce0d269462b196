using OwtClient.Server.Recording;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Tests.Recording;

public class PacketAssemblerTests
{
    private readonly List<(byte Mark, int Lost)> _frames = [];
    private readonly PacketAssembler _sound;
    private readonly PacketAssembler _pictures;
    private TimeSpan _now;

    public PacketAssemblerTests()
    {
        _sound = Create(RtpCodec.Opus);
        _pictures = Create(RtpCodec.Vp8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65533)] // wraps
    public void PacketsInAnyOrder_AreFramesInOrder(int first)
    {
        foreach (var index in (int[])[0, 2, 4, 3, 1, 1, 5]) AddSound(first, index);
        Assert.Equal([0, 1, 2, 3, 4, 5], _frames.Select(frame => frame.Mark));
    }

    [Fact]
    public void MissingPacket_IsWaitedForAndThenGivenUp()
    {
        AddSound(1, 0);
        AddSound(1, 2);
        _now += PacketAssembler.LongestWait - TimeSpan.FromTicks(1);
        AddSound(1, 3);
        Assert.Equal([0], _frames.Select(frame => frame.Mark));

        _now += TimeSpan.FromTicks(1);
        AddSound(1, 4);
        Assert.Equal([0, 2, 3, 4], _frames.Select(frame => frame.Mark));
        AddSound(1, 1); // too late
        Assert.Equal(4, _frames.Count);
    }

    [Fact]
    public void ManyPacketsWaiting_AreNotKeptForEver()
    {
        AddSound(1, 0);
        for (var i = 2; i < 2 + 512; i++) AddSound(1, i);
        Assert.Single(_frames);
        AddSound(1, 2 + 512);
        Assert.Equal(1 + 513, _frames.Count);
    }

    [Fact]
    public void FrameWithAHole_IsLeftOut()
    {
        AddPicture(1, timestamp: 100, starts: true, marker: false, 1);
        AddPicture(3, timestamp: 100, starts: false, marker: true, 1); // 2 never comes
        AddPicture(4, timestamp: 200, starts: true, marker: true, 2);
        AddPicture(5, timestamp: 300, starts: true, marker: true, 3);
        _now += PacketAssembler.LongestWait;
        AddPicture(6, timestamp: 400, starts: true, marker: true, 4);
        Assert.Equal([2, 3, 4], _frames.Select(frame => frame.Mark));
    }

    /// <summary>The packets of the next source follow without a gap, so an unfinished frame would pass for a whole one.</summary>
    [Fact]
    public void FrameThatABreakCutsOff_IsLeftOut()
    {
        AddPicture(1, timestamp: 100, starts: true, marker: true, 1);
        AddPicture(2, timestamp: 200, starts: true, marker: false, 2);
        _pictures.Break();
        AddPicture(3, timestamp: 300, starts: true, marker: true, 3);
        Assert.Equal([(1, 0), (3, 1)], _frames);
    }

    [Fact]
    public void Break_DeliversWhatWaits()
    {
        AddSound(1, 0);
        AddSound(1, 2);
        _sound.Break();
        Assert.Equal([0, 2], _frames.Select(frame => frame.Mark));
    }

    [Fact]
    public void SenderThatCountsAnew_IsFollowed()
    {
        AddSound(5000, 0);
        AddSound(100, 1);
        AddSound(100, 2);
        Assert.Equal([0, 1, 2], _frames.Select(frame => frame.Mark));
    }

    private PacketAssembler Create(RtpCodec codec)
    {
        var depacketizer = PayloadFormats.CreateDepacketizer(codec.Codec, codec.ClockRate, new FramePool())!;
        return new PacketAssembler(depacketizer, frame =>
        {
            using (frame) _frames.Add((frame.Data.Span[^1], frame.FramesLostBefore));
        });
    }

    private void AddSound(int first, int index) =>
        _sound.Add(
            new SequenceNumber((ushort)(first + index)), new RtpTimestamp((uint)(960 * index)), marker: false, [0x78, (byte)index], _now);

    /// <summary>A VP8 packet (RFC 7741 §4.2); the first of a frame has the S bit.</summary>
    private void AddPicture(int sequence, uint timestamp, bool starts, bool marker, byte mark)
    {
        byte[] payload = starts ? [0x10, 0x11, 0x02, 0x00, mark] : [0x00, 0x07, mark];
        _pictures.Add(new SequenceNumber((ushort)sequence), new RtpTimestamp(timestamp), marker, payload, _now);
    }
}
