using System.CommandLine.Parsing;
using System.Globalization;

namespace OwtClient.Cli;

/// <summary>Reads numbers of the command line, with the limits in the error.</summary>
/// <remarks>A validator would come too late: asking for a value that is no number throws.</remarks>
internal static class NumberArgument
{
    public static Func<ArgumentResult, int> Integer(string option, int least, int most) => result =>
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        result.AddError($"{option} {text} is not a number from {least} to {most}.");
        return default;
    };

    public static Func<ArgumentResult, double?> Number(string option, double least, double most) => result =>
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        result.AddError($"{option} {text} is not a number from {least} to {most}.");
        return default;
    };
}
