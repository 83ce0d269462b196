using System.Diagnostics;
using System.Globalization;

namespace OwtClient.Media.Tests;

/// <summary>FFmpeg as an independent judge of files. Tests that use it are skipped where it is not installed.</summary>
internal static class Ffmpeg
{
    /// <summary>
    /// Decodes the whole file, or from a time on; fails on anything FFmpeg complains about. Returns the frames decoded of the stream.
    /// </summary>
    public static async Task<int> CountDecodedAsync(string path, string stream, double from = 0)
    {
        var output = await RunAsync(
            "ffmpeg",
            ["-v", "error", "-xerror", "-ss", from.ToString(CultureInfo.InvariantCulture), "-i", path, "-map", $"0:{stream}", "-f", "framecrc", "-"]);
        return output.Split('\n').Count(line => line.Length > 0 && line[0] != '#');
    }

    /// <summary>One entry of the format or stream sections, as ffprobe prints it.</summary>
    public static async Task<string> ProbeAsync(string path, string entry, string stream = "a") =>
        (await RunAsync("ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", entry, "-of", "csv=p=0", path)).Trim();

    /// <summary>How long the file plays, in seconds.</summary>
    public static async Task<double> ProbeDurationAsync(string path) =>
        double.Parse(await ProbeAsync(path, "format=duration"), CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        Assert.SkipWhen(process is null, $"{program} is not installed");
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
