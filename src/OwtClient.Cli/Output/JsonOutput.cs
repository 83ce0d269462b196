using System.Text.Json;
using OwtClient.Cli.Join.Events;

namespace OwtClient.Cli.Output;

/// <summary>One JSON object per line, flushed at once so that a reader at the other end of a pipe sees it happen.</summary>
internal sealed class JsonOutput(TextWriter writer) : IEventOutput
{
    private readonly Lock _lock = new();

    public void Show(JoinEvent joinEvent)
    {
        var line = JsonSerializer.Serialize(joinEvent, JoinEventJson.Default.JoinEvent);
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    public void Dispose()
    {
    }
}
