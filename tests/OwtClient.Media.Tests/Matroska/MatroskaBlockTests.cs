using OwtClient.Media.Matroska;

namespace OwtClient.Media.Tests.Matroska;

public class MatroskaBlockTests
{
    /// <summary>
    /// The lacing examples of RFC 9559 §10.3: frames of 800, 500 and 1000 bytes, with the lengths' bytes as printed there.
    /// </summary>
    [Theory]
    [InlineData("02 02 ffffff23 fff5")]
    [InlineData("06 02 4320 5ed3")]
    public void LacingOfTheRfc_GivesItsFrames(string hex)
    {
        byte[] content = [0x81, 0, 5, .. Convert.FromHexString(hex.Replace(" ", "")), .. new byte[2300]];
        Assert.True(MatroskaBlock.TryParse(content, out var block));
        Assert.Equal([800, 500, 1000], block.Frames.Select(r => r.GetOffsetAndLength(content.Length).Length));
        Assert.Equal((1L, (short)5), (block.TrackNumber, block.RelativeTime));
    }

    [Fact]
    public void FixedLacing_SharesEvenly()
    {
        byte[] content = [0x82, 0xff, 0xfe, 0x84, 0x02, 1, 1, 2, 2, 3, 3];
        Assert.True(MatroskaBlock.TryParse(content, out var block));
        Assert.Equal([[1, 1], [2, 2], [3, 3]], block.Frames.Select(r => content[r]));
        Assert.Equal((2L, (short)-2, true), (block.TrackNumber, block.RelativeTime, block.IsKeyFrame));
    }

    [Theory]
    [InlineData("")]
    [InlineData("81")]
    [InlineData("810000")]
    [InlineData("8100000401010101")] // three bytes for two frames
    [InlineData("81000002")] // lacing without a count
    [InlineData("8100000201ff")] // length cut short
    [InlineData("810000020109aa")] // frame longer than the block
    [InlineData("810000060281")] // second length missing
    [InlineData("810000060281bd")] // a difference below zero
    [InlineData("810000060288ff00")] // unknown difference
    public void BrokenBlock_IsRefused(string hex) => Assert.False(MatroskaBlock.TryParse(Convert.FromHexString(hex), out _));
}
