using System.CommandLine;
using OwtClient.Cli.Output;
using Spectre.Console;

namespace OwtClient.Cli.Join;

/// <summary><c>owt join</c>: the command line as <see cref="JoinOptions"/>.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var token = new Option<string?>("--token") { Description = "Join with this token" };
        var server = new Option<string?>("--server") { Description = "Get a token from this application server, e.g. http://localhost:3001" };
        var room = new Option<string?>("--room") { Description = "Room to ask a token for; the server's default room if left out" };
        var user = new Option<string>("--user") { Description = "User name to ask a token for", DefaultValueFactory = _ => "owt" };
        var role = new Option<string>("--role") { Description = "Role to ask a token for", DefaultValueFactory = _ => "presenter" };
        var pin = new Option<string?>("--cert-pin") { Description = "Accept the server certificate with this SHA-256 and no other" };
        var insecure = new Option<bool>("--insecure") { Description = "Accept any server certificate: for tests on a network you trust" };
        var publish = new Option<string>("--publish") { Description = "Media file to publish, or none", DefaultValueFactory = _ => "none" };
        var loop = new Option<bool>("--loop") { Description = "Publish the file again and again" };
        var subscribe = new Option<SubscribeChoice>("--subscribe") { Description = "Streams to receive", DefaultValueFactory = _ => SubscribeChoice.All };
        var record = new Option<string?>("--record") { Description = "Folder to record received streams to" };
        var duration = new Option<double?>("--duration")
        {
            Description = "Seconds to stay; until Ctrl-C if left out",
            CustomParser = NumberArgument.Number("--duration", 0, MaximumSeconds),
        };
        var message = new Option<string?>("--message") { Description = "Text to send to everybody" };
        var json = new Option<bool>("--json") { Description = "One JSON object per event" };

        var command = new Command("join", "Take part in a conference: publish a file, receive, record, chat.")
        {
            token, server, room, user, role, pin, insecure, publish, loop, subscribe, record, duration, message, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(token) is null == result.GetValue(server) is null) result.AddError("Give either --token or --server.");
            if (result.GetValue(server) is { } text && ParseServer(text) is null) result.AddError($"--server {text} is not an http or https address.");
            if (CertificateTrust.Explain(result.GetValue(pin), result.GetValue(insecure)) is { } error) result.AddError(error);
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new JoinOptions
            {
                Token = parsed.GetValue(token),
                Server = parsed.GetValue(server) is { } address ? ParseServer(address) : null,
                Room = parsed.GetValue(room),
                User = parsed.GetRequiredValue(user),
                Role = parsed.GetRequiredValue(role),
                CertificateValidation = CertificateTrust.Create(parsed.GetValue(pin), parsed.GetValue(insecure)),
                PublishFile = parsed.GetValue(publish) is var file and not "none" ? file : null,
                Loop = parsed.GetValue(loop),
                Subscribe = parsed.GetValue(subscribe),
                RecordFolder = parsed.GetValue(record),
                Duration = parsed.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Message = parsed.GetValue(message),
            };
            if (parsed.GetValue(insecure)) await parsed.InvocationConfiguration.Error.WriteLineAsync(CertificateTrust.Warning);
            using var output = CreateOutput(parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            await new JoinRun(options, output, TimeProvider.System).RunAsync(cancellationToken);
            return CommandRunner.Success;
        });
        return command;
    }

    /// <summary>A day and a bit: enough for any run, little enough for every timer.</summary>
    private const int MaximumSeconds = 100_000;

    private static Uri? ParseServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? uri : null;

    private static IEventOutput CreateOutput(bool json, TextWriter output)
    {
        if (json) return new JsonOutput(output);
        return AnsiConsole.Profile.Capabilities.Ansi && !Console.IsOutputRedirected
            ? new TerminalOutput(AnsiConsole.Console)
            : new PlainOutput(output);
    }
}
