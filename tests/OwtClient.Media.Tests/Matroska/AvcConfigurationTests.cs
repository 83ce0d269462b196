using OwtClient.Media.Matroska;

namespace OwtClient.Media.Tests.Matroska;

public class AvcConfigurationTests
{
    private static readonly byte[] Sps = [0x67, 0x42, 0xc0, 0x1f, 0xd9];
    private static readonly byte[] Pps = [0x68, 0xcb];
    private static readonly byte[] Record = [1, 0x42, 0xc0, 0x1f, 0xff, 0xe1, 0, 5, .. Sps, 1, 0, 2, .. Pps];
    private static readonly byte[] KeyFrame = [0, 0, 0, 1, .. Sps, 0, 0, 1, .. Pps, 0, 0, 0, 1, 0x65, 0x88, 7];

    [Fact]
    public void Build_FollowsTheRecordsForm()
    {
        Assert.True(AvcConfiguration.TryBuild(KeyFrame, out var record));
        Assert.Equal(Record, record);
    }

    [Fact]
    public void KeyFrameWithoutParameterSets_MakesNone() => Assert.False(AvcConfiguration.TryBuild([0, 0, 0, 1, 0x65, 0x88, 7], out _));

    [Fact]
    public void IdrWithoutParameterSets_GetsThem()
    {
        Assert.True(AvcConfiguration.TryParse(Record, out var configuration));
        Assert.Equal([0, 0, 0, 1, .. Sps, 0, 0, 0, 1, .. Pps, 0, 0, 0, 1, 0x65, 0x88, 7], configuration.ToAnnexB([0, 0, 0, 3, 0x65, 0x88, 7]));
        Assert.Equal([0, 0, 0, 1, 0x41, 0x9a], configuration.ToAnnexB([0, 0, 0, 2, 0x41, 0x9a]));
    }

    [Fact]
    public void ShortLengths_AreRead()
    {
        byte[] record = [.. Record];
        record[4] = 0xfd; // lengths of two bytes
        Assert.True(AvcConfiguration.TryParse(record, out var configuration));
        Assert.Equal([0, 0, 0, 1, 0x41, 0x9a, 0, 0, 0, 1, 0x41, 5], configuration.ToAnnexB([0, 2, 0x41, 0x9a, 0, 0, 0, 2, 0x41, 5]));
    }

    [Theory]
    [InlineData("000000")] // length cut short
    [InlineData("0000000441")] // longer than the frame
    [InlineData("ffffffff41")]
    public void BrokenFrame_GivesNothing(string hex)
    {
        Assert.True(AvcConfiguration.TryParse(Record, out var configuration));
        Assert.Null(configuration.ToAnnexB(Convert.FromHexString(hex)));
    }

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Record.Length; length++) Assert.False(AvcConfiguration.TryParse(Record.AsSpan(0, length), out _));
    }
}
