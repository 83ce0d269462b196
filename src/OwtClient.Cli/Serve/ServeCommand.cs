using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Server;
using Spectre.Console;

namespace OwtClient.Cli.Serve;

/// <summary><c>owt serve</c>: the embedded conference server, until interrupted.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "TCP port; 0 for a free one",
            DefaultValueFactory = _ => 3001,
            CustomParser = NumberArgument.Integer("--port", 0, ushort.MaxValue),
        };
        var host = new Option<string>("--host") { Description = "Address to listen on; * for all", DefaultValueFactory = _ => "127.0.0.1" };
        var recordings = new Option<string?>("--recordings") { Description = "Folder that the server records to; without one it refuses to record" };
        var sample = new Option<bool?>("--sample-routes")
        {
            Description = "Answer the sample application server's routes (/rooms, …) to anybody; by default only while --host is this machine alone",
        };
        var cert = new Option<string?>("--cert") { Description = "Serve https and wss with this certificate, a PEM file" };
        var certKey = new Option<string?>("--cert-key") { Description = "PEM file with the certificate's key, when it is not in --cert" };
        var json = new Option<bool>("--json") { Description = "One JSON object with the addresses" };
        var command = new Command("serve", "Serve conferences: portal, tokens, forwarding, and a page to watch them.") { port, host, recordings, sample, cert, certKey, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(certKey) is not null && result.GetValue(cert) is null) result.AddError("--cert-key needs --cert.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var certificate = parsed.GetValue(cert) is { } path ? ServerCertificate.Read(path, parsed.GetValue(certKey)) : null;
            var options = new ConferenceServerOptions
            {
                Host = parsed.GetRequiredValue(host),
                Port = parsed.GetValue(port),
                Management = ManagementOf(),
                Recording = parsed.GetValue(recordings) is { } folder ? new RecordingOptions { Directory = folder } : null,
                ServeSampleRoutes = parsed.GetValue(sample),
                Certificate = certificate,
            };
            await RunAsync(options, parsed.GetValue(json), parsed.InvocationConfiguration.Output, cancellationToken);
            return CommandRunner.Success;
        });
        return command;
    }

    private static async Task RunAsync(ConferenceServerOptions options, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(options, cancellationToken);
        var pin = options.Certificate is { } certificate ? ServerCertificate.PinOf(certificate) : null;
        var addresses = new Addresses(server.Url.ToString(), new Uri(server.Url, "/tokens").ToString(), new Uri(server.Url, "/watch").ToString(), pin);
        if (json) await output.WriteLineAsync(JsonSerializer.Serialize(addresses, ServeJson.Default.Addresses));
        else Show(addresses);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!json) AnsiConsole.MarkupLine("[grey]stopping[/]");
    }

    private static async Task<ConferenceServer> StartAsync(ConferenceServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ConferenceServer.StartAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw new CommandFailedException($"cannot serve on {options.Host}:{options.Port}: {e.Message}", e);
        }
    }

    /// <summary>The account that the other verbs use comes from the environment here too; without one there is nobody to manage.</summary>
    private static ManagementOptions? ManagementOf() =>
        Environment.GetEnvironmentVariable("OWT_SERVICE_ID") is { Length: > 0 } id && Environment.GetEnvironmentVariable("OWT_SERVICE_KEY") is { Length: > 0 } key
            ? new ManagementOptions { ServiceId = id, ServiceKey = key }
            : null;

    private static void Show(Addresses addresses)
    {
        var pin = addresses.CertificateSha256 is { } sha256 ? $" --cert-pin {sha256}" : "";
        AnsiConsole.MarkupLineInterpolated($"[green]serving conferences[/] at [bold]{addresses.Server}[/]");
        AnsiConsole.MarkupLineInterpolated($"  tokens  POST {addresses.Tokens}");
        AnsiConsole.MarkupLineInterpolated($"  watch   {addresses.Watch}");
        AnsiConsole.MarkupLineInterpolated($"  join    owt join --server {addresses.Server}{pin}");
        AnsiConsole.MarkupLine("[grey]Ctrl-C stops[/]");
    }

    internal sealed record Addresses(string Server, string Tokens, string Watch, string? CertificateSha256);
}

/// <summary>JSON of <see cref="ServeCommand"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServeCommand.Addresses))]
internal sealed partial class ServeJson : JsonSerializerContext;
