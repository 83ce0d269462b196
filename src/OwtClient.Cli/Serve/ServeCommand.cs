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
        var json = new Option<bool>("--json") { Description = "One JSON object with the addresses" };
        var command = new Command("serve", "Serve conferences: portal, tokens, forwarding, and a page to watch them.") { port, host, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await RunAsync(parsed.GetValue(port), parsed.GetRequiredValue(host), parsed.GetValue(json), cancellationToken);
            return CommandRunner.Success;
        });
        return command;
    }

    private static async Task RunAsync(int port, string host, bool json, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(port, host, cancellationToken);
        var addresses = new Addresses(server.Url.ToString(), new Uri(server.Url, "/tokens").ToString(), new Uri(server.Url, "/watch").ToString());
        if (json) Console.WriteLine(JsonSerializer.Serialize(addresses, ServeJson.Default.Addresses));
        else Show(addresses);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!json) AnsiConsole.MarkupLine("[grey]stopping[/]");
    }

    private static async Task<ConferenceServer> StartAsync(int port, string host, CancellationToken cancellationToken)
    {
        try
        {
            return await ConferenceServer.StartAsync(new ConferenceServerOptions { Host = host, Port = port, Management = ManagementOf() }, cancellationToken);
        }
        catch (Exception e) when (e is IOException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw new CommandFailedException($"cannot listen on {host}:{port}: {e.Message}", e);
        }
    }

    /// <summary>The account that the other verbs use comes from the environment here too; without one there is nobody to manage.</summary>
    private static ManagementOptions? ManagementOf() =>
        Environment.GetEnvironmentVariable("OWT_SERVICE_ID") is { Length: > 0 } id && Environment.GetEnvironmentVariable("OWT_SERVICE_KEY") is { Length: > 0 } key
            ? new ManagementOptions { ServiceId = id, ServiceKey = key }
            : null;

    private static void Show(Addresses addresses)
    {
        AnsiConsole.MarkupLineInterpolated($"[green]serving conferences[/] at [bold]{addresses.Server}[/]");
        AnsiConsole.MarkupLineInterpolated($"  tokens  POST {addresses.Tokens}");
        AnsiConsole.MarkupLineInterpolated($"  watch   {addresses.Watch}");
        AnsiConsole.MarkupLineInterpolated($"  join    owt join --server {addresses.Server}");
        AnsiConsole.MarkupLine("[grey]Ctrl-C stops[/]");
    }

    internal sealed record Addresses(string Server, string Tokens, string Watch);
}

/// <summary>JSON of <see cref="ServeCommand"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServeCommand.Addresses))]
internal sealed partial class ServeJson : JsonSerializerContext;
