using Spectre.Console;

namespace OwtClient.Cli.Management;

/// <summary>What a management verb shows.</summary>
internal interface IVerbResult
{
    /// <summary>For <c>--json</c>: one line.</summary>
    string ToJson();

    /// <summary>For people.</summary>
    /// <param name="console">Takes tables and colours.</param>
    /// <param name="output">Takes bare text.</param>
    void Show(IAnsiConsole console, TextWriter output);
}
