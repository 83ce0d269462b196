using System.CommandLine;

namespace OwtClient.Cli;

/// <summary>Runs a command line and turns its failures into one clear line and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Exit code of a run that ended as it should.</summary>
    public const int Success = 0;

    /// <summary>Exit code of a run that failed, after one line on the error output.</summary>
    public const int Failure = 1;

    public static Task<int> RunAsync(RootCommand root, string[] args, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(root, args, error, Console.Out, cancellationToken);

    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter error, TextWriter output, CancellationToken cancellationToken)
    {
        // Ctrl-C and SIGTERM cancel the command's token; a command then has this long to take its leave.
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(invocation, cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            await error.WriteLineAsync($"owt: {failure.Message}");
            return Failure;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("owt: interrupted before it had begun.");
            return Failure;
        }
    }
}
