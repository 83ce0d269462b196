using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Srtp;

public class SrtpReplayWindowTests
{
    private const int Width = 128;

    public static TheoryData<ulong> Starts => [0, 1, 63, 64, 127, 128, 32767, 32768, 65535, 65536, (1UL << 48) - 2000];

    [Theory]
    [MemberData(nameof(Starts))]
    public void Window_KnowsExactlyWhatWasAccepted(ulong start)
    {
        var window = new SrtpReplayWindow(Width);
        var accepted = new HashSet<ulong>();
        var random = new Random(7);
        ulong highest = 0;
        for (var step = 0; step < 2000; step++)
        {
            var index = start + (ulong)Math.Max(0, step / 2 + random.Next(-200, 40));
            var expected = accepted.Count == 0 || index > highest ? SrtpStatus.Ok
                : highest - index >= Width ? SrtpStatus.TooOld
                : accepted.Contains(index) ? SrtpStatus.Replayed
                : SrtpStatus.Ok;

            Assert.Equal(expected, window.Check(index));

            if (expected != SrtpStatus.Ok) continue;
            window.Commit(index);
            accepted.Add(index);
            highest = Math.Max(highest, index);
            Assert.Equal(highest, window.Highest);
        }
    }

    [Theory]
    [InlineData(Width - 1)]
    [InlineData(Width)]
    [InlineData(Width + 1)]
    [InlineData(1_000_000)]
    public void Jump_ForgetsWhatIsSkipped(int distance)
    {
        var window = new SrtpReplayWindow(Width);
        for (ulong index = 0; index < Width; index++) window.Commit(index);
        var highest = (ulong)(Width - 1 + distance);

        window.Commit(highest);

        Assert.Equal(SrtpStatus.Replayed, window.Check(highest));
        for (var behind = 1; behind < Width; behind++)
        {
            var expected = behind < distance ? SrtpStatus.Ok : SrtpStatus.Replayed;
            Assert.Equal(expected, window.Check(highest - (ulong)behind));
        }
    }
}
