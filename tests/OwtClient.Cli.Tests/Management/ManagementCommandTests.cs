using System.CommandLine;
using System.Text.Json;
using OwtClient.Cli.Management;
using OwtClient.Server;

namespace OwtClient.Cli.Tests.Management;

/// <summary>The management verbs against the embedded server, as they are typed.</summary>
public sealed class ManagementCommandTests : IAsyncLifetime
{
    private readonly string _profile = Path.Combine(Path.GetTempPath(), $"owt-{Guid.NewGuid():N}.profile");
    private ConferenceServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var account = _server.ManagementAccount!;
        await File.WriteAllTextAsync(
            _profile,
            $"# embedded server\nOWT_URL={_server.Url}\nOWT_SERVICE_ID={account.ServiceId}\nOWT_SERVICE_KEY = {account.ServiceKey}\n",
            TestContext.Current.CancellationToken);
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_profile);
    }

    [Fact]
    public async Task Room_IsCreatedListedAndDeleted()
    {
        var created = Assert.Single(await RunAsync("room", "create", "standup", "--limit", "5"));
        var id = created.GetProperty("id").GetString()!;
        Assert.Equal(5, created.GetProperty("participantLimit").GetInt32());
        Assert.Contains(await RunAsync("room", "list"), room => room.GetProperty("id").GetString() == id);

        var token = Assert.Single(await RunAsync("token", id, "--user", "alice")).GetProperty("token").GetString()!;
        Assert.Equal(_server.Url, OwtClient.Tokens.ConferenceToken.Parse(token).Portal);
        Assert.Empty(await RunAsync("participant", "list", id));
        Assert.Empty(await RunAsync("stream", "list", id));
        Assert.Empty(await RunAsync("record", "list", id));

        Assert.Equal(id, Assert.Single(await RunAsync("room", "delete", id)).GetProperty("done").GetString());
        Assert.DoesNotContain(await RunAsync("room", "list"), room => room.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task WithoutJson_ATokenStandsAlone()
    {
        var (exitCode, output, _) = await TypeAsync(["token", _server.Rooms[0].Id, "--user", "alice", "--profile", _profile]);
        Assert.Equal(CommandRunner.Success, exitCode);
        OwtClient.Tokens.ConferenceToken.Parse(output.Trim());
    }

    public static TheoryData<string[], string> Failures => new()
    {
        { ["room", "delete", "000000000000000000000000"], "Room not found" },
        { ["room", "delete", "a/b"], "An id has letters" },
        { ["participant", "kick", "000000000000000000000000", "p"], "Room not found" },
        { ["stream", "mix", "ROOM", "s"], "Operation failed" },
        { ["stream", "unmix", "ROOM", "s"], "Operation failed" },
        { ["stream", "layout", "place", "ROOM", "m", "0", "s"], "Operation failed" },
        { ["stream-in", "ROOM", "rtsp://camera.test/1"], "This server has no streaming-ins" },
        { ["stream-out", "ROOM", "rtmp://cdn.test/1", "--audio", "s"], "This server has no streaming-outs" },
        { ["record", "start", "ROOM", "--audio", "s"], "This server has no folder to record to" },
        { ["record", "start", "ROOM"], "nothing to take" },
        { ["record", "stop", "ROOM", "r"], "Operation failed" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failure_IsOneLineWithoutTheKey(string[] arguments, string text)
    {
        var (exitCode, _, error) = await TypeAsync([.. arguments.Select(argument => argument == "ROOM" ? _server.Rooms[0].Id : argument), "--profile", _profile]);
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain(_server.ManagementAccount!.ServiceKey, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task ProfileThatOthersMayUse_IsRefused(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode here");
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
        var (exitCode, _, error) = await TypeAsync(["room", "list", "--profile", _profile]);
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains("chmod 600", error, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingVariable_IsNamed()
    {
        var failure = Assert.Throws<CommandFailedException>(() => Profile.FromEnvironment(name => name == "OWT_URL" ? "http://owt.test" : null));
        Assert.Contains("OWT_SERVICE_ID", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_DoesNotPrintItsKey() =>
        Assert.DoesNotContain("swordfish", new Profile(new Uri("http://owt.test"), "id", "swordfish", null).ToString(), StringComparison.Ordinal);

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_profile, mode);
    }

    private async Task<IReadOnlyList<JsonElement>> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await TypeAsync([.. arguments, "--json", "--profile", _profile]);
        Assert.True(exitCode == CommandRunner.Success, error);
        var json = JsonDocument.Parse(output).RootElement;
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
    }

    private static async Task<(int ExitCode, string Output, string Error)> TypeAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        RootCommand root =
        [
            RoomCommands.CreateToken(), RoomCommands.Create(), ParticipantCommands.Create(), StreamCommands.Create(), RecordCommands.Create(),
            StreamCommands.CreateStreamIn(), RecordCommands.CreateStreamOut(),
        ];
        var exitCode = await CommandRunner.RunAsync(root, arguments, error, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
