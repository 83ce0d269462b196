using OwtClient.Cli.Management;

namespace OwtClient.Cli.Tests.Management;

/// <summary>The management verbs against the embedded server, as they are typed.</summary>
public sealed class ManagementCommandTests : IAsyncLifetime
{
    private ManagedServer _managed = null!;

    public async ValueTask InitializeAsync() => _managed = await ManagedServer.StartAsync();

    public ValueTask DisposeAsync() => _managed.DisposeAsync();

    [Fact]
    public async Task Room_IsCreatedListedAndDeleted()
    {
        var created = Assert.Single(await _managed.RunAsync("room", "create", "standup", "--limit", "5"));
        var id = created.GetProperty("id").GetString()!;
        Assert.Equal(5, created.GetProperty("participantLimit").GetInt32());
        Assert.Contains(await _managed.RunAsync("room", "list"), room => room.GetProperty("id").GetString() == id);

        var token = Assert.Single(await _managed.RunAsync("token", id, "--user", "alice")).GetProperty("token").GetString()!;
        Assert.Equal(_managed.Server.Url, OwtClient.Tokens.ConferenceToken.Parse(token).Portal);
        Assert.Empty(await _managed.RunAsync("participant", "list", id));
        Assert.Equal("mixed", Assert.Single(await _managed.RunAsync("stream", "list", id)).GetProperty("type").GetString());
        Assert.Empty(await _managed.RunAsync("record", "list", id));

        Assert.Equal(id, Assert.Single(await _managed.RunAsync("room", "delete", id)).GetProperty("done").GetString());
        Assert.DoesNotContain(await _managed.RunAsync("room", "list"), room => room.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task WithoutJson_ATokenStandsAlone()
    {
        var (exitCode, output, _) = await _managed.TypeAsync("token", _managed.Server.Rooms[0].Id, "--user", "alice");
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
        var room = _managed.Server.Rooms[0].Id;
        var (exitCode, _, error) = await _managed.TypeAsync([.. arguments.Select(argument => argument == "ROOM" ? room : argument)]);
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains(text, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain(_managed.Server.ManagementAccount!.ServiceKey, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task ProfileThatOthersMayUse_IsRefused(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode here");
        _managed.SetProfileMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
        var (exitCode, _, error) = await _managed.TypeAsync("room", "list");
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
}
