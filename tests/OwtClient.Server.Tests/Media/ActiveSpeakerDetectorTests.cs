using OwtClient.Server.Media;

namespace OwtClient.Server.Tests.Media;

public class ActiveSpeakerDetectorTests
{
    private static readonly TimeSpan PacketTime = TimeSpan.FromMilliseconds(20);

    private readonly ActiveSpeakerDetector _detector = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    public ActiveSpeakerDetectorTests() => _detector.SetInputs(["a", "b"]);

    [Fact]
    public void WhoSpeaksFirst_IsFoundAtOnce() => Assert.Equal("a", Play(TimeSpan.FromMilliseconds(200), 20, 127).Single().Who);

    [Fact]
    public void Silence_HasNoSpeaker_AndChangesNone()
    {
        Assert.Empty(Play(TimeSpan.FromSeconds(2), 80, 127));
        Assert.Single(Play(TimeSpan.FromSeconds(1), 20, 127));
        Assert.Empty(Play(TimeSpan.FromSeconds(5), 90, 80));
    }

    [Fact]
    public void WhoIsLouderForLongEnough_TakesOver()
    {
        Play(TimeSpan.FromSeconds(1), 25, 127);
        var before = _now;

        var (who, at) = Play(TimeSpan.FromSeconds(3), 60, 25).Single();

        Assert.Equal("b", who);
        Assert.InRange(at - before, ActiveSpeakerDetector.Takeover, ActiveSpeakerDetector.Takeover + TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public void Cough_DoesNotTakeOver()
    {
        Play(TimeSpan.FromSeconds(1), 30, 127);

        Assert.Empty(Play(TimeSpan.FromMilliseconds(200), 30, 5));
        Assert.Empty(Play(TimeSpan.FromSeconds(1), 30, 127));
    }

    [Fact]
    public void TwoWhoAreEquallyLoud_DoNotFlutter()
    {
        Play(TimeSpan.FromSeconds(1), 30, 127);

        for (var i = 0; i < 50; i++)
        {
            Assert.Empty(Play(TimeSpan.FromMilliseconds(100), 28, 32));
            Assert.Empty(Play(TimeSpan.FromMilliseconds(100), 32, 28));
        }
    }

    [Fact]
    public void SpeakerThatSendsNothingAnyMore_IsSilent()
    {
        Play(TimeSpan.FromSeconds(1), 20, 127);

        Assert.Equal("b", Play(TimeSpan.FromSeconds(2), null, 45).Single().Who);
    }

    [Fact]
    public void InputThatIsTakenOut_IsNotHeard_AndTheNextSpeakerIsFoundAtOnce()
    {
        Play(TimeSpan.FromSeconds(1), 20, 127);
        _detector.SetInputs(["b"]);

        Assert.Equal("b", Play(TimeSpan.FromMilliseconds(300), 10, 30).Single().Who);
    }

    /// <summary>A packet of each input every 20 ms, with these levels in decibels under overload; null for none.</summary>
    private List<(string Who, TimeSpan At)> Play(TimeSpan time, byte? a, byte? b)
    {
        var changes = new List<(string, TimeSpan)>();
        for (var end = _now + time; _now < end; _now += PacketTime)
        {
            if (a is { } first && _detector.Hear("a", first, _now)) changes.Add(("a", _now));
            if (b is { } second && _detector.Hear("b", second, _now)) changes.Add(("b", _now));
        }

        return changes;
    }
}
