using Moderator;
using OwtClient.Server;

if (args.Length > 1 || (args.Length == 1 && !Uri.TryCreate(args[0], UriKind.Absolute, out _)))
{
    Console.Error.WriteLine("Moderator takes nothing, or the address of an application server that gives tokens.");
    return 1;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};

var options = new ConferenceServerOptions { MixPublications = false }; // as OWT has it: who wants to be in the view asks for it
await using var server = args.Length == 0 ? await ConferenceServer.StartAsync(options, interrupted.Token) : null;
var address = server?.Url ?? new Uri(args[0]);
Console.WriteLine($"conference at {address}");
try
{
    await Story.RunAsync(address, interrupted.Token);
    return 0;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 1;
}
