using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>An <c>openssl s_client</c> or <c>s_server</c> at the other end of a loopback socket.</summary>
internal sealed class OpenSslDtlsPeer : IDtlsObserver, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<DtlsHandshakeResult> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("dtls");
    private Process? _process;
    private EndPoint _remote = new IPEndPoint(IPAddress.Loopback, 0);
    private Task _receiving = Task.CompletedTask;

    public OpenSslDtlsPeer(DtlsEngineOptions options, OpenSslCertificate certificate)
    {
        Certificate = certificate;
        Engine = new DtlsEngine(options with { RemoteFingerprints = [certificate.Fingerprint] }, this);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public DtlsEngine Engine { get; }

    public OpenSslCertificate Certificate { get; }

    public Task Closed => _closed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Null if there is an openssl program, otherwise why there is none.</summary>
    public static string? WhyNot()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", ["version"]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "openssl does not run.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "openssl is not installed.";
        }
    }

    /// <summary>Lets OpenSSL begin the handshake with us and returns what both sides exported.</summary>
    public Task<(DtlsHandshakeResult Ours, string Theirs)> AcceptAsync(int exportedBytes, string profiles, params string[] more)
    {
        Engine.Start();
        _receiving = ReceiveAsync();
        return RunAsync(exportedBytes, ["s_client", "-connect", _socket.LocalEndPoint!.ToString()!, "-use_srtp", profiles, .. more]);
    }

    /// <summary>Begins the handshake with an OpenSSL server and returns what both sides exported.</summary>
    public async Task<(DtlsHandshakeResult Ours, string Theirs)> ConnectAsync(int exportedBytes, string profiles, params string[] more)
    {
        int port;
        using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        _remote = new IPEndPoint(IPAddress.Loopback, port);
        var running = RunAsync(exportedBytes, ["s_server", "-accept", $"127.0.0.1:{port}", "-Verify", "1", "-use_srtp", profiles, .. more]);
        _receiving = ReceiveAsync();
        Engine.Start(); // what it sends before OpenSSL listens is lost and sent again
        return await running;
    }

    public void SendDtls(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.SendTo(datagram, _remote);
        }
        catch (SocketException)
        {
            // Nobody listens yet.
        }
    }

    public void DtlsConnected(DtlsHandshakeResult result) => _connected.TrySetResult(result);

    public void DtlsFailed(DtlsFailure failure, string detail) =>
        _connected.TrySetException(new InvalidOperationException($"{failure}: {detail}"));

    public void DtlsClosed() => _closed.TrySetResult();

    /// <summary>Ends OpenSSL's side in the orderly way: end of input makes it say close_notify.</summary>
    public void LetOpenSslClose() => _process!.StandardInput.WriteLine("Q");

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _stop.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _stop.Dispose();
        if (_process is not null)
        {
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _files.Delete(recursive: true);
    }

    private async Task<(DtlsHandshakeResult Ours, string Theirs)> RunAsync(int exportedBytes, string[] arguments)
    {
        var (certificate, key, configuration) = (PathOf("certificate.pem"), PathOf("key.pem"), PathOf("openssl.cnf"));
        await File.WriteAllTextAsync(certificate, Certificate.CertificatePem);
        await File.WriteAllTextAsync(key, Certificate.KeyPem);
        await File.WriteAllTextAsync(configuration, Certificate.Configuration);
        var start = new ProcessStartInfo("openssl", [
            .. arguments, "-dtls1_2", "-cert", certificate, "-key", key,
            "-keymatexport", SrtpKeyPair.ExporterLabel, "-keymatexportlen", $"{exportedBytes}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENSSL_CONF"] = configuration;
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine(); // so that it never blocks on a full pipe
        var theirs = ReadKeyingMaterialAsync(_process.StandardOutput);
        var ours = await _connected.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (ours, await theirs.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    private string PathOf(string file) => Path.Combine(_files.FullName, file);

    private static async Task<string> ReadKeyingMaterialAsync(StreamReader output)
    {
        const string Prefix = "Keying material: ";
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Trim().StartsWith(Prefix, StringComparison.Ordinal)) return line.Trim()[Prefix.Length..];
        }

        throw new InvalidOperationException("openssl ended without keying material.");
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[65536];
        while (true)
        {
            try
            {
                var result = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, _remote, _stop.Token);
                _remote = result.RemoteEndPoint;
                Engine.HandleDatagram(buffer.AsSpan(0, result.ReceivedBytes));
            }
            catch (SocketException)
            {
                // A port unreachable from before OpenSSL listened.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
