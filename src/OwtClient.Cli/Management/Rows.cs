using System.Text.Json.Nodes;
using Spectre.Console;

namespace OwtClient.Cli.Management;

/// <summary>What a verb shows: rows of named values, as a table or as JSON.</summary>
internal sealed class Rows(params string[] columns) : IVerbResult
{
    private readonly List<JsonObject> _rows = [];

    /// <summary>A single value to be shown bare, such as a token, so that a script can take it.</summary>
    public static Rows OfValue(string name, string value)
    {
        var rows = new Rows(name) { IsBare = true };
        rows.Add(value);
        return rows;
    }

    /// <summary>Nothing to show but that it is done.</summary>
    public static Rows Done(string id) => OfValue("done", id);

    private bool IsBare { get; init; }

    /// <summary>Adds a row: one value for each column, null where there is none.</summary>
    public void Add(params JsonNode?[] values)
    {
        var row = new JsonObject();
        foreach (var (column, value) in columns.Zip(values)) row[column] = value;
        _rows.Add(row);
    }

    public string ToJson() => IsBare ? _rows[0].ToJsonString() : new JsonArray([.. _rows]).ToJsonString();

    public void Show(IAnsiConsole console, TextWriter output)
    {
        if (IsBare)
        {
            output.WriteLine(Text(_rows[0][columns[0]]));
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns) table.AddColumn(column);
        foreach (var row in _rows) table.AddRow([.. columns.Select(column => Markup.Escape(Text(row[column])))]);
        console.Write(table);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(", ", list.Select(Text)),
        _ => value.ToString(),
    };
}
