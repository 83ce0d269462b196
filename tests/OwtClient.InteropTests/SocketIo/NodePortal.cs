using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>A real Socket.IO server in a process of its own, playing a portal.</summary>
internal sealed class NodePortal : IAsyncDisposable
{
    private readonly Process _process;

    private NodePortal(Process process, int port, string scheme)
    {
        _process = process;
        Port = port;
        Address = new Uri($"{scheme}://127.0.0.1:{port}");
    }

    public int Port { get; }

    public Uri Address { get; }

    public static async Task<NodePortal> StartAsync(int major, JsonObject? options = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var node = await NodeModules.RequireAsync(cancellationToken);
        var start = new ProcessStartInfo(node, ["portal.js", major.ToString(System.Globalization.CultureInfo.InvariantCulture), (options ?? []).ToJsonString()])
        {
            WorkingDirectory = NodeModules.Folder,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The portal did not start.");
        var port = JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32();
        return new NodePortal(process, port, options?.ContainsKey("tls") == true ? "https" : "http");
    }

    /// <summary>Stops the process in its tracks: its sockets stay open and nothing comes any more.</summary>
    public async Task FreezeAsync() =>
        await Programs.RunAsync("/bin/kill", "/", TestContext.Current.CancellationToken, "-STOP", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
