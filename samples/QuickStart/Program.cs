using QuickStart;

var json = args.Contains("--json");
var watch = args.Contains("--watch");
if (args.FirstOrDefault(a => a is not ("--json" or "--watch")) is { } unknown)
{
    Console.Error.WriteLine($"QuickStart does not know {unknown}. It takes --json and --watch.");
    return 1;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};

try
{
    if (watch)
    {
        await Showing.RunAsync(interrupted.Token);
        return 0;
    }

    var summary = await Conference.RunAsync(interrupted.Token);
    summary.WriteTo(Console.Out);
    if (json) Console.WriteLine(summary.ToJson());
    return summary.IsGood ? 0 : 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return watch ? 0 : 1;
}
