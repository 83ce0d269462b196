using System.Text.Json;
using OwtClient.Cli.Join.Events;
using OwtClient.Cli.Output;
using Spectre.Console;

namespace OwtClient.Cli.Tests.Output;

public class OutputTests
{
    private static readonly StreamRate Rate = new("s1", "0123456789abcdef", "receive", 24.96, 512.4, 3, 1.25, 640, 360);

    [Fact]
    public void Json_IsOneObjectPerLine_NamedByItsEvent()
    {
        var writer = new StringWriter();
        using var output = new JsonOutput(writer);

        output.Show(new MessageEvent("bob", "all", "line\nbreak"));
        output.Show(new SummaryEvent(12.5, [], [new SubscriptionSummary("i", "s", 30, null, 1, 2, 0, null, null)]));

        var lines = writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"event":"message","from":"bob","to":"all","text":"line\nbreak",""", lines[0], StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(lines[1]);
        Assert.Equal(12.5, summary.RootElement.GetProperty("joinMs").GetDouble());
        // nothing is left out, not null
        Assert.False(summary.RootElement.GetProperty("subscriptions")[0].TryGetProperty("firstFrameMs", out _));
    }

    [Fact]
    public void Plain_WritesSentencesAndRates()
    {
        var writer = new StringWriter { NewLine = "\n" };
        using var output = new PlainOutput(writer);

        output.Show(new ParticipantEvent("joined", "p1", "bob", "viewer"));
        output.Show(new StatsEvent([Rate]));
        output.Show(new ErrorEvent("cannot receive it", "s9"));

        Assert.Equal("bob (viewer) joined\n0123456789ab… receive 640×360 25.0 fps 512 kbit/s lost 3 rtt 1.3 ms\ns9: cannot receive it\n", writer.ToString());
    }

    public static TheoryData<object, string, string> Changes => new()
    {
        {
            new LayoutEvent("m", [new("1", "a"), new("2", "b")]),
            "m shows a in 1, b in 2",
            """{"event":"layout","stream":"m","regions":[{"region":"1","stream":"a"},{"region":"2","stream":"b"}]"""
        },
        { new LayoutEvent("m", []), "m shows nobody", """{"event":"layout","stream":"m","regions":[]""" },
        { new ActiveInputEvent("m", "a"), "a speaks in m", """{"event":"activeInput","stream":"m","input":"a""" },
        { new ActiveInputEvent("m", null), "nobody speaks in m", """{"event":"activeInput","stream":"m""" },
        { new MuteEvent("a", "audio", true), "sound of a muted", """{"event":"mute","stream":"a","kind":"audio","muted":true""" },
        { new MuteEvent("a", "video", false), "pictures of a unmuted", """{"event":"mute","stream":"a","kind":"video","muted":false""" },
        { new ReconnectingEvent("gone"), "connection lost, coming back: gone", """{"event":"reconnecting","reason":"gone""" },
        {
            new ReconnectedEvent("resumed", "p", 1, 0),
            "back in the old place, after 1 attempt",
            """{"event":"reconnected","how":"resumed","id":"p","attempts":1,"lostNotifications":0"""
        },
        {
            new ReconnectedEvent("rejoined", "p", 3, 2),
            "back as a new participant, p, after 3 attempts; 2 notifications were lost",
            """{"event":"reconnected","how":"rejoined","id":"p","attempts":3,"lostNotifications":2"""
        },
        { new InterruptedEvent("i", "a", "why"), "a interrupted: why", """{"event":"interrupted","id":"i","stream":"a","reason":"why""" },
        { new RestoredEvent("i", "j", "a"), "a flows again, as j", """{"event":"restored","oldId":"i","id":"j","stream":"a""" },
        { new RestoredEvent("i", "i", "a"), "a flows again", """{"event":"restored","oldId":"i","id":"i","stream":"a""" },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void Change_IsASentenceAndJson(object change, string sentence, string json)
    {
        var (plain, lines) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        using var output = new PlainOutput(plain);
        using var jsonOutput = new JsonOutput(lines);

        output.Show((JoinEvent)change);
        jsonOutput.Show((JoinEvent)change);

        Assert.Equal(sentence + "\n", plain.ToString());
        Assert.StartsWith(json, lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Terminal_ReplacesTheTableWithTheNextLine()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 100;
        using var output = new TerminalOutput(console);

        output.Show(new StatsEvent([Rate, Rate]));
        output.Show(new MessageEvent("bob", "all", "[not markup]"));

        var text = writer.ToString();
        Assert.Contains("0123456789ab…", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[6A\u001b[0J", text, StringComparison.Ordinal); // two rows, the head and three rules
        Assert.Contains("bob: [not markup]", text, StringComparison.Ordinal);
        Assert.Equal(6, text[..text.IndexOf("\u001b[6A", StringComparison.Ordinal)].Count(c => c == '\n'));
    }
}
