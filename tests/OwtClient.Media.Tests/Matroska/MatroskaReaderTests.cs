using OwtClient.Media.Matroska;
using OwtClient.WebRtc;

namespace OwtClient.Media.Tests.Matroska;

public class MatroskaReaderTests
{
    private static readonly byte[] Vp8Track = Element(MatroskaId.TrackEntry, Number(MatroskaId.TrackNumber, 1), Text(MatroskaId.CodecId, "V_VP8"));
    private static readonly byte[] OpusTrack = Element(MatroskaId.TrackEntry, Number(MatroskaId.TrackNumber, 2), Text(MatroskaId.CodecId, "A_OPUS"));

    [Fact]
    public async Task GroupsAndSimpleBlocks_GiveTimesKeysAndDurations()
    {
        var frames = await Vector.FramesOfAsync(File(
            Cluster(
                1000,
                Element(MatroskaId.SimpleBlock, [0x81, 0, 0, 0x80, 10]),
                Element(
                    MatroskaId.BlockGroup,
                    Element(MatroskaId.Block, [0x81, 0, 40, 0, 11]),
                    Number(MatroskaId.ReferenceBlock, 1),
                    Number(MatroskaId.BlockDuration, 40)),
                Element(MatroskaId.BlockGroup, Element(MatroskaId.Block, [0x81, 0, 80, 0, 12])))));
        Assert.Equal([1000, 1040, 1080], frames.Select(f => f.Timestamp.TotalMilliseconds));
        Assert.Equal([true, false, true], frames.Select(f => f.IsKeyFrame));
        Assert.Equal([0, 40, 0], frames.Select(f => f.Duration.TotalMilliseconds));
        Assert.Equal([[10], [11], [12]], frames.Select(f => f.Data.ToArray()));
    }

    [Fact]
    public async Task LacedSound_IsSpreadByTheDurationOfItsPackets()
    {
        var frames = await Vector.FramesOfAsync(File(Cluster(0, Element(MatroskaId.SimpleBlock, [0x82, 0, 0, 0x84, 2, 0xfc, 0xfc, 0xfc]))));
        Assert.Equal([0, 20, 40], frames.Select(f => f.Timestamp.TotalMilliseconds));
    }

    /// <summary>
    /// Packets of 2.5 ms at whole milliseconds: the stored times are rounded, the delivered ones exact; a real gap stays.
    /// </summary>
    [Fact]
    public async Task RoundedTimesOfSound_AreMadeExact()
    {
        byte[] times = [0, 3, 5, 8, 10, 30];
        var blocks = times.Select(t => Element(MatroskaId.SimpleBlock, [0x82, 0, t, 0x80, 0x80])).ToArray();
        var frames = await Vector.FramesOfAsync(File(Cluster(0, blocks)));
        Assert.Equal([0, 2.5, 5, 7.5, 10, 30], frames.Select(f => f.Timestamp.TotalMilliseconds));
    }

    [Fact]
    public async Task UnknownElementsAndTracks_ArePassedOver()
    {
        var frames = await Vector.FramesOfAsync(File(
            Element(MatroskaId.Void, new byte[100_000]),
            Cluster(
                0,
                Element(0xA7, [1]),
                Element(MatroskaId.SimpleBlock, [0x83, 0, 0, 0x80, 9]),
                Element(MatroskaId.SimpleBlock, [0x81, 0, 0, 0x80, 10]))));
        Assert.Equal([10], Assert.Single(frames).Data.ToArray());
    }

    [Fact]
    public async Task BlockLargerThanItsCluster_IsAFormatError()
    {
        byte[] cluster = [0x1f, 0x43, 0xb6, 0x75, 0x83, 0xa3, 0x85, 0x81, 0, 0, 0x80, 9];
        var failure = await Assert.ThrowsAsync<MediaFormatException>(() => Vector.FramesOfAsync(File(cluster)));
        Assert.Contains("larger than its cluster", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1654ae6b 84 ae828800")] // a track without a codec
    [InlineData("1654ae6b 80")]
    [InlineData("1f43b675 80")] // a cluster at once
    public async Task NoPlayableTrack_IsAFormatError(string hex) =>
        await Assert.ThrowsAsync<MediaFormatException>(() => Vector.OpenAsync([.. Head, .. Convert.FromHexString(hex.Replace(" ", ""))]));

    [Fact]
    public async Task EncryptedTrack_IsLeftOut()
    {
        var encrypted = Element(
            MatroskaId.TrackEntry, Number(MatroskaId.TrackNumber, 5), Text(MatroskaId.CodecId, "V_VP8"), Element(MatroskaId.ContentEncodings, []));
        await using var reader = await Vector.OpenAsync([.. Head, .. Element(MatroskaId.Tracks, encrypted, OpusTrack), .. Cluster(0)]);
        Assert.Equal(MediaCodec.Opus, Assert.Single(reader.Tracks).Codec);
    }

    private static readonly byte[] Head =
        [.. Element(MatroskaId.Ebml, Text(MatroskaId.DocType, "webm")), 0x18, 0x53, 0x80, 0x67, 0xff];

    private static byte[] File(params byte[][] levelOne) => [.. Head, .. Element(MatroskaId.Tracks, Vp8Track, OpusTrack), .. levelOne.SelectMany(e => e)];

    private static byte[] Cluster(int time, params byte[][] children) => Element(MatroskaId.Cluster, [Number(MatroskaId.Timestamp, time), .. children]);

    private static byte[] Number(uint id, int value) => Element(id, [(byte)(value >> 8), (byte)value]);

    private static byte[] Text(uint id, string text) => Element(id, System.Text.Encoding.ASCII.GetBytes(text));

    private static byte[] Element(uint id, params byte[][] children)
    {
        byte[] content = [.. children.SelectMany(c => c)];
        byte[] idBytes = [.. BitConverter.GetBytes(id).Reverse().SkipWhile(b => b == 0)];
        return [.. idBytes, 0x08, .. BitConverter.GetBytes(content.Length).Reverse(), .. content];
    }
}
