using OwtClient.Cli.Join.Events;

namespace OwtClient.Cli.Output;

/// <summary>Sentences and rows without colours or cursor movement, for pipes and log files.</summary>
internal sealed class PlainOutput(TextWriter writer) : IEventOutput
{
    private readonly Lock _lock = new();

    public void Show(JoinEvent joinEvent)
    {
        lock (_lock)
        {
            if (EventText.Describe(joinEvent) is { } sentence) writer.WriteLine(sentence);
            else if (joinEvent is StatsEvent stats) WriteRates(stats);
            else if (joinEvent is SummaryEvent summary) WriteSummary(summary);
            writer.Flush();
        }
    }

    public void Dispose()
    {
    }

    private void WriteRates(StatsEvent stats)
    {
        foreach (var rate in stats.Streams)
        {
            var cells = EventText.Cells(rate);
            writer.WriteLine($"{cells[0]} {cells[1]} {cells[2]} {cells[3]} fps {cells[4]} kbit/s lost {cells[5]} rtt {cells[6]} ms");
        }
    }

    private void WriteSummary(SummaryEvent summary)
    {
        foreach (var line in SummaryText.Lines(summary)) writer.WriteLine(line);
    }
}
