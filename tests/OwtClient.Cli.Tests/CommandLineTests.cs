using System.CommandLine;
using OwtClient.Cli.Join;
using OwtClient.Cli.Serve;

namespace OwtClient.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("join", "Give either --token or --server.")]
    [InlineData("join --token t --server http://localhost", "Give either --token or --server.")]
    [InlineData("join --server localhost", "--server localhost is not an http or https address.")]
    [InlineData("join --token t --duration -1", "--duration -1 is not")]
    [InlineData("join --token t --duration long", "--duration long is not")]
    [InlineData("join --token t --subscribe some", "some")]
    [InlineData("join --token t --cert-pin 5f:3a", "--cert-pin 5f:3a is not the SHA-256 of a certificate")]
    [InlineData("join --token t --cert-pin 5f --insecure", "Give either --cert-pin or --insecure.")]
    [InlineData("serve --cert-key k", "--cert-key needs --cert")]
    [InlineData("serve --port 70000", "--port 70000 is not a number from 0 to 65535")]
    [InlineData("serve --port x", "--port x is not a number")]
    public void BadArguments_AreNamed(string line, string expected)
    {
        var errors = Root().Parse(line).Errors;

        Assert.Contains(errors, e => e.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("join --token t")]
    [InlineData("join --server http://localhost:3001 --room r --user u --role viewer --publish none --subscribe mixed --record d --duration 1.5 --message m --json")]
    [InlineData("join --token t --insecure")]
    [InlineData("join --token t --cert-pin 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff")]
    [InlineData("serve --port 0 --host 127.0.0.1 --json")]
    [InlineData("serve --cert c --cert-key k --recordings d --sample-routes false")]
    public void GoodArguments_AreTaken(string line) => Assert.Empty(Root().Parse(line).Errors);

    [Fact]
    public async Task AFailure_IsOneLineAndExitCodeOne()
    {
        var root = new RootCommand();
        root.SetAction(Task<int> (_) => throw new CommandFailedException("it did not work."));
        var error = new StringWriter();

        var code = await CommandRunner.RunAsync(root, [], error, TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Equal($"owt: it did not work.{Environment.NewLine}", error.ToString());
    }

    private static RootCommand Root() => [ServeCommand.Create(), JoinCommand.Create()];
}
