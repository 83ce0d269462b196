using OwtClient.Rest.Models;
using Spectre.Console;

namespace OwtClient.Cli.Management;

/// <summary>The layout of a mixed stream: a drawing and a table, or the API's JSON.</summary>
internal sealed class LayoutView(IReadOnlyList<LayoutEntry> layout) : IVerbResult
{
    private const int DrawingColumns = 64;
    private const int DrawingRows = 19;

    /// <exception cref="CommandFailedException">The stream is not a mixed one.</exception>
    public static LayoutView Of(StreamInfo stream)
    {
        if (stream.Info?.Layout is not { } layout)
            throw new CommandFailedException($"stream {stream.Id} is {stream.Type ?? "unknown"}, not mixed: it has no layout.");
        if (!layout.All(LayoutText.IsWhole)) throw new CommandFailedException($"the server's layout of {stream.Id} is malformed.");
        return new LayoutView(layout);
    }

    public string ToJson() => LayoutText.ToJson(layout);

    public void Show(IAnsiConsole console, TextWriter output)
    {
        var drawing = new LayoutDrawing(DrawingColumns, DrawingRows);
        foreach (var entry in layout) drawing.Add(entry);
        foreach (var line in drawing.Lines) output.WriteLine(line);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("place", "region", "left", "top", "width", "height", "stream");
        for (var place = 0; place < layout.Count; place++)
        {
            var (region, area, stream) = (layout[place].Region, layout[place].Region.Area, layout[place].Stream);
            string[] cells = [$"{place}", region.Id, area.Left, area.Top, area.Width, area.Height, stream ?? ""];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
    }
}
