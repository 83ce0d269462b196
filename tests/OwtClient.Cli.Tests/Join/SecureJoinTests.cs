using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using OwtClient.Cli.Join;
using OwtClient.Cli.Serve;

namespace OwtClient.Cli.Tests.Join;

/// <summary><c>owt serve --cert</c> and <c>owt join</c> over TLS, as they are typed.</summary>
public sealed class SecureJoinTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("owt-tls").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly AddressWriter _addresses = new();
    private Task<int> _serving = null!;
    private string _server = "";
    private string _pin = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=owt.test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (cert, certKey) = (Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem(), Token);
        await File.WriteAllTextAsync(certKey, key.ExportPkcs8PrivateKeyPem(), Token);

        _serving = CommandRunner.RunAsync(
            [ServeCommand.Create()], ["serve", "--port", "0", "--json", "--cert", cert, "--cert-key", certKey], TextWriter.Null, _addresses, _stop.Token);
        var addresses = await _addresses.Line.WaitAsync(TimeSpan.FromSeconds(20), Token);
        _server = addresses.GetProperty("server").GetString()!;
        _pin = addresses.GetProperty("certificateSha256").GetString()!;
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), _pin, ignoreCase: true);
        Assert.StartsWith("https://", _server, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(CommandRunner.Success, await _serving);
        _stop.Dispose();
        await _addresses.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PinnedCertificate_IsAccepted()
    {
        var (exitCode, error) = await JoinAsync("--cert-pin", _pin);
        Assert.Equal((CommandRunner.Success, ""), (exitCode, error));
    }

    [Fact]
    public async Task Insecure_AcceptsAnythingAndWarns()
    {
        var (exitCode, error) = await JoinAsync("--insecure");
        Assert.Equal((CommandRunner.Success, CertificateTrust.Warning), (exitCode, error.Trim()));
    }

    [Theory]
    [InlineData]
    [InlineData("--cert-pin", "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task OtherCertificate_IsRefused(params string[] arguments)
    {
        var (exitCode, error) = await JoinAsync(arguments);
        Assert.Equal(CommandRunner.Failure, exitCode);
        Assert.Contains("certificate", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    /// <summary>The token's portal is checked as well, not only the server that gave the token.</summary>
    [Fact]
    public async Task OtherCertificateOfThePortal_IsRefused()
    {
        using var output = new RecordingOutput();
        var token = await TokenRequest.SendAsync(
            new JoinOptions { User = "alice", Role = "presenter", CertificateValidation = CertificateTrust.Create(_pin, insecure: false) }, new Uri(_server), Token);
        var run = new JoinRun(new JoinOptions { Token = token, User = "alice", Role = "presenter" }, output, TimeProvider.System);
        await Assert.ThrowsAsync<CommandFailedException>(() => run.RunAsync(Token));
    }

    private async Task<(int ExitCode, string Error)> JoinAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        var exitCode = await CommandRunner.RunAsync(
            [JoinCommand.Create()], ["join", "--server", _server, "--duration", "0", "--json", .. arguments], error, TextWriter.Null, Token);
        return (exitCode, error.ToString());
    }

    /// <summary>Gives the first line that is written.</summary>
    private sealed class AddressWriter : StringWriter
    {
        private readonly TaskCompletionSource<JsonElement> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<JsonElement> Line => _line.Task;

        public override Task WriteLineAsync(string? value)
        {
            _line.TrySetResult(JsonDocument.Parse(value!).RootElement);
            return Task.CompletedTask;
        }
    }
}
