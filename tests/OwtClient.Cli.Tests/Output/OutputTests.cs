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
        Assert.False(summary.RootElement.GetProperty("subscriptions")[0].TryGetProperty("firstFrameMs", out _)); // nothing is left out, not null
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
