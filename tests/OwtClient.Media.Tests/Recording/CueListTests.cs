using OwtClient.Media.Matroska;
using OwtClient.Media.Recording;

namespace OwtClient.Media.Tests.Recording;

public class CueListTests
{
    [Fact]
    public void Cues_HaveTheFormOfTheRfc()
    {
        var cues = new CueList();
        cues.Add(300, 2, 0x1234);
        var writer = new EbmlWriter();
        cues.Write(writer);
        Assert.Equal("1c53bb6b8f" + "bb8d" + "b382012c" + "b787" + "f78102" + "f1821234", Convert.ToHexStringLower(writer.Written.Span));
    }

    /// <summary>A week of key frames every 2 s: the index stays small and still covers all of it evenly.</summary>
    [Fact]
    public void VeryLongRecording_GetsACoarserIndex()
    {
        const long Week = 7 * 24 * 3600 * 1000L;
        var cues = new CueList();
        for (long time = 0; time < Week; time += 2000) cues.Add(time, 1, time);
        Assert.InRange(cues.Count, 10_000, 65_536);
    }
}
