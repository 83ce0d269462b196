using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Signaling;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>What a caller is told when the client's signaling cannot connect, and what TLS asks of it.</summary>
public class SocketIoSignalingConnectTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<SocketIoTransport> Transports => new(SocketIoTransport.WebSocket, SocketIoTransport.Polling);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task NobodyListens_IsToldAsRefused(SocketIoTransport transport)
    {
        var host = await SocketIoHost.StartAsync();
        await host.DisposeAsync();

        Assert.Contains("refused", await FailureAsync(host.Address, transport), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task UnknownName_IsToldAsSuch(SocketIoTransport transport) =>
        Assert.Contains("not known to DNS", await FailureAsync(new Uri("http://portal.invalid"), transport), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task SomethingElseThanAPortal_IsToldWithItsStatus(SocketIoTransport transport)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(Ct);

        Assert.Contains("404", await FailureAsync(new Uri(app.Urls.Single()), transport), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task HostThatNeverAnswers_IsGivenUpAtTheLimit(SocketIoTransport transport)
    {
        var time = new FakeTimeProvider();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport, TimeProvider = time });

        var connecting = signaling.ConnectAsync(new Uri($"http://{silent.LocalEndpoint}"), Ct);
        using var accepted = await silent.AcceptTcpClientAsync(Ct);
        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.001));

        var failure = await Assert.ThrowsAsync<SignalingException>(() => connecting);
        Assert.Contains("within 10 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_LeavesASignalingThatCanConnect()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var signaling = new SocketIoSignaling();
        using var cancel = new CancellationTokenSource();

        var connecting = signaling.ConnectAsync(new Uri($"http://{silent.LocalEndpoint}"), cancel.Token);
        using var accepted = await silent.AcceptTcpClientAsync(Ct);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await using var host = await SocketIoHost.StartAsync();
        await signaling.ConnectAsync(host.Address, Ct);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task SelfSignedCertificate_IsAcceptedOnlyByTheCallersCallback(SocketIoTransport transport)
    {
        using var certificate = TestCertificate.Create("portal");
        await using var host = await SocketIoHost.StartAsync(tls: new HttpsConnectionAdapterOptions { ServerCertificate = certificate });

        Assert.Contains("CertificateValidation", await FailureAsync(host.Address, transport), StringComparison.Ordinal);
        await using var pinned = new SocketIoSignaling(new SocketIoSignalingOptions
        {
            Transport = transport,
            CertificateValidation = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
        });
        await pinned.ConnectAsync(host.Address, Ct);
        Assert.Equal("ok", (await pinned.SendAsync("ok", null, Ct)).Arguments[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task ClientCertificate_IsShown(SocketIoTransport transport)
    {
        using var certificate = TestCertificate.Create("portal");
        using var own = TestCertificate.Create("client");
        var shown = "";
        await using var host = await SocketIoHost.StartAsync(tls: new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (client, _, _) =>
            {
                shown = client.Subject;
                return true;
            },
        });
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions
        {
            Transport = transport,
            CertificateValidation = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString(),
            ClientCertificates = [own],
        });

        await signaling.ConnectAsync(host.Address, Ct);

        Assert.Equal("CN=client", shown);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task TlsAtAnAddressWithout_IsNamedWithTheCure(SocketIoTransport transport)
    {
        using var certificate = TestCertificate.Create("portal");
        await using var host = await SocketIoHost.StartAsync(tls: new HttpsConnectionAdapterOptions { ServerCertificate = certificate });

        var failure = await FailureAsync(new Uri($"http://127.0.0.1:{host.Address.Port}"), transport);

        Assert.Contains("it speaks TLS", failure, StringComparison.Ordinal);
        Assert.Contains("\"secure\": true", failure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task NoTlsAtASecureAddress_IsNamedWithTheCure(SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();

        var failure = await FailureAsync(new Uri($"https://127.0.0.1:{host.Address.Port}"), transport);

        Assert.Contains("it speaks plain HTTP", failure, StringComparison.Ordinal);
        Assert.Contains("\"secure\": false", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misuse_IsRefused()
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = new SocketIoSignaling();

        await Assert.ThrowsAsync<ArgumentException>(() => signaling.ConnectAsync(new Uri("ftp://127.0.0.1"), Ct));
        await Assert.ThrowsAsync<SignalingException>(() => signaling.SendAsync("ok", null, Ct));
        await signaling.ConnectAsync(host.Address, Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => signaling.ConnectAsync(host.Address, Ct));
        await signaling.DisconnectAsync(Ct);
        await signaling.DisconnectAsync(Ct);
        await Assert.ThrowsAsync<SignalingException>(() => signaling.SendAsync("ok", null, Ct));
    }

    private static async Task<string> FailureAsync(Uri address, SocketIoTransport transport)
    {
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var failure = await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(address, Ct));
        return failure.Message;
    }
}
