using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>A real Socket.IO client in a process of its own, under remote control.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly Process _process;

    private NodeClient(Process process) => _process = process;

    /// <param name="major">Major version of the client library.</param>
    /// <param name="server">Where it connects to.</param>
    /// <param name="options">The library's options, as JSON.</param>
    public static async Task<NodeClient> StartAsync(int major, Uri server, string options)
    {
        var node = await NodeModules.RequireAsync(TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(node, ["client.js", major.ToString(CultureInfo.InvariantCulture), server.ToString(), options])
        {
            WorkingDirectory = NodeModules.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new NodeClient(Process.Start(start)!);
    }

    /// <summary>Sends an event that wants an answer; the answer comes as the event <c>ack</c>.</summary>
    public Task EmitAsync(string name, params object?[] arguments) =>
        CommandAsync(new Dictionary<string, object?> { ["emit"] = name, ["arguments"] = arguments });

    public Task CloseAsync() => CommandAsync(new Dictionary<string, object?> { ["close"] = true });

    /// <summary>The next thing that happened to the client; it must be of this kind.</summary>
    public async Task<JsonElement> NextAsync(string kind)
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        var happened = JsonDocument.Parse(line).RootElement;
        Assert.True(happened.GetProperty("event").GetString() == kind, $"expected {kind}, got {line}");
        return happened;
    }

    /// <summary>Stops the process in its tracks: its sockets stay open and nothing comes any more.</summary>
    public async Task FreezeAsync() =>
        await Programs.RunAsync("/bin/kill", "/", TestContext.Current.CancellationToken, "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task CommandAsync(Dictionary<string, object?> command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }
}
