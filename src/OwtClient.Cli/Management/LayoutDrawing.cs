using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary>Draws the regions of a layout with box characters. What comes later lies on top, as in the picture.</summary>
internal sealed class LayoutDrawing
{
    private const string Boxes = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"; // by the sum of the sides below
    private const int Up = 1;
    private const int Right = 2;
    private const int Down = 4;
    private const int Left = 8;

    private readonly int[,] _sides;
    private readonly char[,] _text;

    /// <summary>An empty picture.</summary>
    /// <param name="columns">Characters across, at least 2.</param>
    /// <param name="rows">Lines, at least 2.</param>
    public LayoutDrawing(int columns, int rows)
    {
        (_sides, _text) = (new int[rows, columns], new char[rows, columns]);
        Add(new LayoutEntry(new LayoutRegion("", new LayoutArea("0", "0", "1", "1"))));
    }

    /// <summary>The picture line by line, without spaces at the ends.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            for (var row = 0; row < _sides.GetLength(0); row++)
            {
                var line = new char[_sides.GetLength(1)];
                for (var column = 0; column < line.Length; column++)
                {
                    var text = _text[row, column];
                    line[column] = text != 0 ? text : Boxes[_sides[row, column]];
                }

                yield return new string(line).TrimEnd();
            }
        }
    }

    /// <summary>Draws a region with its id and stream, as far as they fit. One whose place is not a fraction is left out.</summary>
    public void Add(LayoutEntry entry)
    {
        var area = entry.Region.Area;
        if (LayoutText.FractionOf(area.Left) is not { } x || LayoutText.FractionOf(area.Width) is not { } width) return;
        if (LayoutText.FractionOf(area.Top) is not { } y || LayoutText.FractionOf(area.Height) is not { } height) return;
        var (lastRow, lastColumn) = (_sides.GetLength(0) - 1, _sides.GetLength(1) - 1);
        var (left, right) = (Place(x, lastColumn), Place(x + width, lastColumn));
        var (top, bottom) = (Place(y, lastRow), Place(y + height, lastRow));
        Clear(left, top, right, bottom);
        for (var column = left; column < right; column++) Connect(top, column, bottom, column, Right, Left, (0, 1));
        for (var row = top; row < bottom; row++) Connect(row, left, row, right, Down, Up, (1, 0));
        Write(left, top + 1, right, bottom, entry.Region.Id);
        Write(left, top + 2, right, bottom, entry.Stream ?? "");
    }

    private static int Place(double fraction, int last) => (int)Math.Round(Math.Min(fraction, 1) * last);

    private void Clear(int left, int top, int right, int bottom)
    {
        for (var row = top + 1; row < bottom; row++)
        {
            for (var column = left + 1; column < right; column++) (_sides[row, column], _text[row, column]) = (0, '\0');
        }
    }

    /// <summary>Draws one step of two opposite edges.</summary>
    private void Connect(int row1, int column1, int row2, int column2, int onward, int backward, (int Rows, int Columns) step)
    {
        foreach (var (row, column) in ((int Row, int Column)[])[(row1, column1), (row2, column2)])
        {
            _sides[row, column] |= onward;
            _sides[row + step.Rows, column + step.Columns] |= backward;
            _text[row, column] = _text[row + step.Rows, column + step.Columns] = '\0';
        }
    }

    private void Write(int left, int row, int right, int bottom, string text)
    {
        if (row >= bottom) return;
        for (var i = 0; i < text.Length && left + 3 + i < right; i++) // a space stays at either side
        {
            _text[row, left + 2 + i] = char.IsControl(text[i]) ? '?' : text[i];
        }
    }
}
