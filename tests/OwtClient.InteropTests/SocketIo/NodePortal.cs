using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>A real Socket.IO server in a process of its own, playing a portal.</summary>
internal sealed class NodePortal : IAsyncDisposable
{
    private readonly Process _process;
    private int _tokens;

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
        var start = new ProcessStartInfo(node, ["portal.js", major.ToString(CultureInfo.InvariantCulture), (options ?? []).ToJsonString()])
        {
            WorkingDirectory = NodeModules.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The portal did not start.");
        var port = JsonDocument.Parse(line).RootElement.GetProperty("port").GetInt32();
        return new NodePortal(process, port, options?.ContainsKey("tls") == true ? "https" : "http");
    }

    /// <summary>A token for its conference; the name of the user is its number.</summary>
    public string CreateToken()
    {
        var number = Interlocked.Increment(ref _tokens).ToString(CultureInfo.InvariantCulture);
        var token = new JsonObject
        {
            ["tokenId"] = number,
            ["host"] = Address.Authority,
            ["secure"] = Address.Scheme == "https",
            ["signature"] = "c2lnbmF0dXJl",
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    /// <summary>Tells everybody in its conference.</summary>
    public Task SayAsync(params string[] texts) => CommandAsync("say", texts);

    /// <summary>Cuts all connections, and says something before anybody can be back.</summary>
    public Task CutAsync(params string[] texts) => CommandAsync("cut", texts);

    /// <summary>Cuts all connections and keeps nobody's place.</summary>
    public Task ExpireAsync() => CommandAsync("expire", true);

    /// <summary>Stops the process in its tracks: its sockets stay open and nothing comes any more.</summary>
    public async Task FreezeAsync() =>
        await Programs.RunAsync("/bin/kill", "/", TestContext.Current.CancellationToken, "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task CommandAsync<T>(string name, T value)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Dictionary<string, T> { [name] = value }));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""{"done":true}""", await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
    }
}
