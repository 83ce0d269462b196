using System.CommandLine;
using System.Text.Json;
using OwtClient.Cli.Management;
using OwtClient.Server;

namespace OwtClient.Cli.Tests.Management;

/// <summary>The embedded server, a profile for its management API, and the verbs as they are typed.</summary>
internal sealed class ManagedServer : IAsyncDisposable
{
    private ManagedServer(ConferenceServer server) => Server = server;

    public ConferenceServer Server { get; }

    public string Profile { get; } = Path.Combine(Path.GetTempPath(), $"owt-{Guid.NewGuid():N}.profile");

    public static async Task<ManagedServer> StartAsync()
    {
        var managed = new ManagedServer(await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken));
        var account = managed.Server.ManagementAccount!;
        await File.WriteAllTextAsync(
            managed.Profile,
            $"# embedded server\nOWT_URL={managed.Server.Url}\n" +
            $"OWT_SERVICE_ID={account.ServiceId}\nOWT_SERVICE_KEY = {account.ServiceKey}\n",
            TestContext.Current.CancellationToken);
        managed.SetProfileMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return managed;
    }

    public void SetProfileMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Profile, mode);
    }

    /// <summary>Runs a verb with <c>--json</c>, which has to succeed.</summary>
    /// <returns>The entries of its list, or the one object.</returns>
    public async Task<IReadOnlyList<JsonElement>> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await TypeAsync([.. arguments, "--json"]);
        Assert.True(exitCode == CommandRunner.Success, error);
        var json = JsonDocument.Parse(output).RootElement;
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
    }

    public async Task<(int ExitCode, string Output, string Error)> TypeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        RootCommand root =
        [
            RoomCommands.CreateToken(), RoomCommands.Create(), ParticipantCommands.Create(
                ), StreamCommands.Create(), RecordCommands.Create(),
            StreamCommands.CreateStreamIn(), RecordCommands.CreateStreamOut(),
        ];
        string[] typed = [.. arguments, "--profile", Profile];
        var exitCode = await CommandRunner.RunAsync(root, typed, error, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(Profile);
    }
}
