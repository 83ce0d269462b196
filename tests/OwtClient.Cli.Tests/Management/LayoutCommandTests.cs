using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OwtClient.Cli.Management;

namespace OwtClient.Cli.Tests.Management;

/// <summary><c>owt stream layout</c> against a server that has one mixed stream and keeps the layout it is given.</summary>
public sealed class LayoutCommandTests : IAsyncLifetime
{
    private const string TwoRegions =
        """[{"region":{"id":"1","area":{"left":"0","top":"0","width":"1/2","height":"1"},"shape":"rectangle"},"stream":"s1"},""" +
        """{"region":{"id":"2","area":{"left":"1/2","top":"0","width":"1/2","height":"1"},"shape":"rectangle"}}]""";

    private readonly string _folder = Directory.CreateTempSubdirectory("owt-layout").FullName;
    private readonly List<string> _patches = [];
    private WebApplication _server = null!;
    private JsonNode? _layout = JsonNode.Parse(TwoRegions);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Profile => Path.Combine(_folder, "profile");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/v1.1/rooms/r/streams/r-common", Describe);
        _server.MapPatch("/v1.1/rooms/r/streams/r-common", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(Token);
            _patches.Add(body);
            var operation = JsonNode.Parse(body)![0]!;
            if ((string?)operation["path"] == "/info/layout") _layout = operation["value"]!.DeepClone();
            else _layout![0]!["stream"] = operation["value"]!.DeepClone();
            await Describe(context);
        });
        await _server.StartAsync(Token);
        await File.WriteAllTextAsync(Profile, $"OWT_URL={_server.Urls.First()}\nOWT_SERVICE_ID=s\nOWT_SERVICE_KEY=k\n", Token);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Profile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Show_DrawsTheLayout()
    {
        var (exitCode, output, error) = await TypeAsync("show", "r", "r-common");
        Assert.Equal((CommandRunner.Success, ""), (exitCode, error));
        Assert.Contains("┬", output, StringComparison.Ordinal);
        Assert.Contains("│ s1 ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShownJson_CanBeSet()
    {
        var (_, shown, _) = await TypeAsync("show", "r", "r-common", "--json");
        Assert.Equal(TwoRegions, shown.Trim());
        var file = Path.Combine(_folder, "layout.json");
        await File.WriteAllTextAsync(file, shown, Token);
        var (exitCode, output, error) = await TypeAsync("set", "r", "r-common", "--file", file, "--json");
        Assert.Equal((CommandRunner.Success, "", TwoRegions), (exitCode, error, output.Trim()));
        Assert.Equal("[{\"op\":\"replace\",\"path\":\"/info/layout\",\"value\":" + TwoRegions + "}]", Assert.Single(_patches));
    }

    [Fact]
    public async Task Set_TakesRegionsAsTheyAreTyped()
    {
        var (exitCode, output, error) = await TypeAsync("set", "r", "r-common", "1=0,0,1/2,1:s1", "2=1/2,0,1/2,1", "--json");
        Assert.Equal((CommandRunner.Success, "", TwoRegions), (exitCode, error, output.Trim()));
    }

    [Fact]
    public async Task Place_ChangesOneRegion()
    {
        var (exitCode, output, _) = await TypeAsync("place", "r", "r-common", "0", "s2", "--json");
        Assert.Equal(CommandRunner.Success, exitCode);
        Assert.Contains("\"stream\":\"s2\"", output, StringComparison.Ordinal);
        Assert.Contains("/info/layout/0/stream", Assert.Single(_patches), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("give either regions or --file", "set", "r", "r-common")]
    [InlineData("give either regions or --file", "set", "r", "r-common", "1=0,0,1,1", "--file", "f")]
    [InlineData("cannot read the layout nosuchfile", "set", "r", "r-common", "--file", "nosuchfile")]
    [InlineData("'2' in region 1", "set", "r", "r-common", "1=0,0,2,1")]
    public async Task LayoutThatCannotBe_IsNotSent(string reason, params string[] arguments)
    {
        var (exitCode, _, error) = await TypeAsync(arguments);
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Empty(_patches);
    }

    [Fact]
    public async Task StreamThatIsNotMixed_IsSaid()
    {
        _layout = null;
        var (exitCode, _, error) = await TypeAsync("show", "r", "r-common");
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains("not mixed", error, StringComparison.Ordinal);
    }

    private Task Describe(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var stream = new JsonObject { ["id"] = "r-common", ["type"] = "mixed", ["info"] = new JsonObject { ["label"] = "common", ["layout"] = _layout?.DeepClone() } };
        return context.Response.WriteAsync(stream.ToJsonString(), Token);
    }

    private async Task<(int ExitCode, string Output, string Error)> TypeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        RootCommand root = [StreamCommands.Create()];
        var exitCode = await CommandRunner.RunAsync(root, ["stream", "layout", .. arguments, "--profile", Profile], error, output, Token);
        return (exitCode, output.ToString(), error.ToString());
    }
}
