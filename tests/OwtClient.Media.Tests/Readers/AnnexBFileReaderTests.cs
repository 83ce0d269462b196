namespace OwtClient.Media.Tests.Readers;

public class AnnexBFileReaderTests
{
    private static readonly byte[] Sps = [0x67, 0x42, 0xc0, 0x1f];
    private static readonly byte[] Pps = [0x68, 0xcb];
    private static readonly byte[] Idr = [0x65, 0x88, 1];
    private static readonly byte[] IdrSecondSlice = [0x65, 0x48, 2];
    private static readonly byte[] Picture = [0x41, 0x9a, 3];
    private static readonly byte[] Delimiter = [0x09, 0x30];

    [Fact]
    public async Task NalUnits_AreGroupedIntoPictures()
    {
        var file = Stream(3, Delimiter, Sps, Pps, Idr, IdrSecondSlice, Delimiter, Picture, Picture, Sps, Pps, Idr);
        var frames = await Vector.FramesOfAsync(file);
        Assert.Equal(
            [Stream(4, Delimiter, Sps, Pps, Idr, IdrSecondSlice), Stream(4, Delimiter, Picture), Stream(4, Picture), Stream(4, Sps, Pps, Idr)],
            frames.Select(f => f.Data.ToArray()));
        Assert.Equal([true, false, false, true], frames.Select(f => f.IsKeyFrame));
    }

    [Fact]
    public async Task FrameRate_SetsTheTimes()
    {
        await using var reader = await Vector.OpenAsync(Stream(4, Sps, Pps, Idr, Picture, Picture), new() { ByteStreamFrameRate = 25 });
        var frames = await Vector.FramesOfAsync(reader);
        Assert.Equal([0, 40, 80], frames.Select(f => f.Timestamp.TotalMilliseconds));
    }

    [Fact]
    public async Task EndlessZeros_AreAFormatError()
    {
        var file = new byte[200_000];
        file[2] = 1;
        file[3] = 0x65;
        await Assert.ThrowsAsync<MediaFormatException>(async () => await Vector.OpenAsync(file, new() { MaxFrameBytes = 100_000 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(-25)]
    public async Task FrameRateOutOfBounds_IsRefused(double rate) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Vector.OpenAsync(Stream(3, Idr), new() { ByteStreamFrameRate = rate }));

    private static byte[] Stream(int startCodeLength, params byte[][] nalUnits) =>
        [.. nalUnits.SelectMany(n => (byte[])[.. new byte[startCodeLength - 1], 1, .. n])];
}
