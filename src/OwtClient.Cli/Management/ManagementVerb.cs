using System.CommandLine;
using OwtClient.Rest;
using OwtClient.Rest.Authentication;
using Spectre.Console;

namespace OwtClient.Cli.Management;

/// <summary>What all management verbs share: credentials, output, and failures as one line.</summary>
internal static class ManagementVerb
{
    /// <summary>Makes a verb.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does.</param>
    /// <param name="symbols">Its arguments and options.</param>
    /// <param name="run">What it does, and what it shows.</param>
    public static Command Create<T>(string name, string description, IEnumerable<Symbol> symbols, Func<OwtManagementClient, ParseResult, CancellationToken, Task<T>> run)
        where T : IVerbResult
    {
        var profile = new Option<string?>("--profile") { Description = "File with OWT_URL, OWT_SERVICE_ID and OWT_SERVICE_KEY, readable by you alone; the environment otherwise" };
        var json = new Option<bool>("--json") { Description = "JSON instead of a table" };
        var command = new Command(name, description) { profile, json };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var result = await RunAsync(parsed.GetValue(profile), client => run(client, parsed, cancellationToken));
            if (parsed.GetValue(json)) await parsed.InvocationConfiguration.Output.WriteLineAsync(result.ToJson());
            else result.Show(AnsiConsole.Console, parsed.InvocationConfiguration.Output);
            return CommandRunner.Success;
        });
        return command;
    }

    private static async Task<T> RunAsync<T>(string? profilePath, Func<OwtManagementClient, Task<T>> run)
    {
        var profile = profilePath is null ? Profile.FromEnvironment(Environment.GetEnvironmentVariable) : Profile.FromFile(profilePath);
        try
        {
            using var client = new OwtManagementClient(new OwtManagementOptions
            {
                Address = profile.Address,
                Credentials = new MAuthCredentials(profile.ServiceId, profile.ServiceKey),
                PinnedCertificateSha256 = profile.CertificateSha256,
            });
            return await run(client);
        }
        catch (Exception e) when (e is OwtManagementException or ArgumentException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }
}
