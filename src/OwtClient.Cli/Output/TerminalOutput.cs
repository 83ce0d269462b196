using OwtClient.Cli.Join.Events;
using Spectre.Console;

namespace OwtClient.Cli.Output;

/// <summary>A terminal: what happened scrolls by, what flows stands below it as one live table.</summary>
/// <remarks>
/// The table is redrawn in place with cursor movement instead of a display loop of its own, so that events may come from any thread at
/// any time and nothing runs between them.
/// </remarks>
internal sealed class TerminalOutput(IAnsiConsole console) : IEventOutput
{
    private static readonly string[] Columns = ["stream", "", "size", "fps", "kbit/s", "lost", "rtt ms"];

    private readonly Lock _lock = new();
    private int _tableLines;

    public void Show(JoinEvent joinEvent)
    {
        lock (_lock)
        {
            EraseTable();
            if (EventText.Describe(joinEvent) is { } sentence)
            {
                console.MarkupLineInterpolated($"[grey]{joinEvent.Time.LocalDateTime:HH:mm:ss}[/] [{Color(joinEvent)}]{sentence}[/]");
            }
            else if (joinEvent is StatsEvent { Streams.Count: > 0 } stats)
            {
                DrawTable(stats);
            }
            else if (joinEvent is SummaryEvent summary)
            {
                foreach (var line in SummaryText.Lines(summary)) console.MarkupLineInterpolated($"[bold]{line}[/]");
            }
        }
    }

    public void Dispose()
    {
    }

    private static string Color(JoinEvent joinEvent) => joinEvent switch
    {
        ErrorEvent => "red",
        JoinedEvent or PublishedEvent or SubscribedEvent or ReconnectedEvent or RestoredEvent => "green",
        MessageEvent => "aqua",
        EndedEvent or InterruptedEvent or ReconnectingEvent => "yellow",
        _ => "default",
    };

    private void DrawTable(StatsEvent stats)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Spectre.Console.Color.Grey);
        foreach (var column in Columns) table.AddColumn(new TableColumn(column) { Alignment = column == "stream" ? Justify.Left : Justify.Right });
        foreach (var rate in stats.Streams) table.AddRow([.. EventText.Cells(rate).Select(Markup.Escape)]);
        console.Write(table);
        _tableLines = stats.Streams.Count + 4; // three rules and the head
    }

    /// <summary>The table goes before a new line comes, so that it stands only at the bottom.</summary>
    private void EraseTable()
    {
        if (_tableLines == 0) return;
        console.Write(new ControlCode($"\u001b[{_tableLines}A\u001b[0J"));
        _tableLines = 0;
    }
}
