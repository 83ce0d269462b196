using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Signaling;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>The default signaling against the Socket.IO servers that OWT portals of all versions are built on.</summary>
public class SocketIoSignalingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, SocketIoTransport> ServersAndTransports { get; } = new MatrixTheoryData<int, SocketIoTransport>(
        [2, 3, 4], [SocketIoTransport.WebSocket, SocketIoTransport.Polling, SocketIoTransport.PollingThenWebSocket]);

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task Requests_GetAcksOfOneAndTwoElements(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        await signaling.ConnectAsync(portal.Address, Token);

        Assert.Equal("""["ok",{"a":[1,"ä€😀"]}]""", await SendAsync(signaling, "echo", """{"a":[1,"ä€😀"]}"""));
        Assert.Equal("""["ok"]""", await SendAsync(signaling, "plain", "{}"));
        Assert.Equal("""["error","no such thing"]""", await SendAsync(signaling, "refuse", "{}"));
        Assert.Equal("""["ok"]""", await SendAsync(signaling, "logout", null));
        var name = transport == SocketIoTransport.Polling ? "polling" : "websocket";
        Assert.Equal($"""["ok","{name}"]""", await SendAsync(signaling, "transport", "{}"));
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task Notifications_ComeInOrder_AndNullIsKept(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var recorder = new SignalingRecorder(signaling);
        await signaling.ConnectAsync(portal.Address, Token);

        await SendAsync(signaling, "notify", "100");

        for (var i = 0; i < 100; i++)
        {
            var text = await recorder.NextAsync();
            Assert.Equal("text", text.Name);
            Assert.Equal(i, text.Data!.Value.GetProperty("message").GetInt32());
        }

        var drop = await recorder.NextAsync();
        Assert.Equal("drop", drop.Name);
        Assert.Equal(JsonValueKind.Null, drop.Data!.Value.ValueKind);
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task ManyRequestsAtOnce_EachGetsItsOwnAnswer(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        await signaling.ConnectAsync(portal.Address, Token);

        var requests = Enumerable.Range(0, 500).Select(i => Task.Run(() => SendAsync(signaling, i % 2 == 0 ? "echo" : "slow", $"{i}"), Token));
        var answers = await Task.WhenAll(requests);

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"[\"ok\",{i}]"), answers);
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task AMessageOfOneMegabyte_PassesBothWays(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        await signaling.ConnectAsync(portal.Address, Token);
        var text = JsonSerializer.Serialize(new string('ü', 500_000) + "end", JsonSerializerOptions.Web);

        var answer = await signaling.SendAsync("echo", JsonDocument.Parse(text).RootElement, Token);

        Assert.Equal(500_003, answer.Arguments[1].GetString()!.Length);
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task AServerThatDies_FailsPendingRequestsAndTellsOnce_AndCanBeReachedAgain(int major, SocketIoTransport transport)
    {
        var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var recorder = new SignalingRecorder(signaling);
        await signaling.ConnectAsync(portal.Address, Token);
        var pending = SendAsync(signaling, "silent", "{}");
        Assert.Equal("""["ok",1]""", await SendAsync(signaling, "echo", "1"));

        await portal.DisposeAsync();

        await Assert.ThrowsAsync<SignalingException>(() => pending);
        Assert.Equal(SignalingDisconnectReason.ConnectionLost, (await recorder.Disconnected).Reason);
        await Assert.ThrowsAsync<SignalingException>(() => SendAsync(signaling, "echo", "2"));

        await using var restarted = await NodePortal.StartAsync(major, new JsonObject { ["port"] = portal.Port });
        await signaling.ConnectAsync(restarted.Address, Token);
        Assert.Equal("""["ok",3]""", await SendAsync(signaling, "echo", "3"));
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task AServerThatDisconnects_IsToldApartFromALostConnection(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var recorder = new SignalingRecorder(signaling);
        await signaling.ConnectAsync(portal.Address, Token);

        var kick = SendAsync(signaling, "kick", "{}");

        await Assert.ThrowsAsync<SignalingException>(() => kick);
        Assert.Equal(SignalingDisconnectReason.ServerClosed, (await recorder.Disconnected).Reason);
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task APollingOnlyServer_IsReachedByPolling(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major, new JsonObject { ["transports"] = new JsonArray("polling") });
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });

        if (transport == SocketIoTransport.WebSocket)
        {
            await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(portal.Address, Token));
            return;
        }

        await signaling.ConnectAsync(portal.Address, Token);
        Assert.Equal("""["ok","polling"]""", await SendAsync(signaling, "transport", "{}"));
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task AWebSocketOnlyServer_IsReachedByWebSocket(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major, new JsonObject { ["transports"] = new JsonArray("websocket") });
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });

        if (transport != SocketIoTransport.WebSocket)
        {
            await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(portal.Address, Token));
            return;
        }

        await signaling.ConnectAsync(portal.Address, Token);
        Assert.Equal("""["ok","websocket"]""", await SendAsync(signaling, "transport", "{}"));
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task AServerThatFallsSilent_IsNoticed(int major, SocketIoTransport transport)
    {
        await using var portal = await NodePortal.StartAsync(major, new JsonObject { ["pingInterval"] = 100, ["pingTimeout"] = 4000 });
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var recorder = new SignalingRecorder(signaling);
        await signaling.ConnectAsync(portal.Address, Token);
        await Task.Delay(TimeSpan.FromSeconds(5), Token); // longer than it may be silent: a live server must not be given up
        Assert.False(recorder.IsDisconnected);

        await portal.FreezeAsync();

        Assert.Equal(SignalingDisconnectReason.PingTimeout, (await recorder.Disconnected).Reason);
    }

    [Fact]
    public async Task AServerThatAllowsBothVersions_IsReachedWithEither()
    {
        await using var portal = await NodePortal.StartAsync(4, new JsonObject { ["allowEIO3"] = true });
        foreach (var version in (int[])[3, 4])
        {
            await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { EngineIoVersion = version });
            await signaling.ConnectAsync(portal.Address, Token);
            Assert.Equal("""["ok",7]""", await SendAsync(signaling, "echo", "7"));
        }
    }

    [Fact]
    public async Task AVersionThatTheServerDoesNotSpeak_IsSaidSo()
    {
        await using var portal = await NodePortal.StartAsync(2);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { EngineIoVersion = 4 });

        var failure = await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(portal.Address, Token));

        Assert.Contains("Engine.IO 3", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ServersAndTransports))]
    public async Task ASelfSignedCertificate_IsAcceptedOnlyByTheCallersCallback(int major, SocketIoTransport transport)
    {
        var (options, certificate) = Tls();
        using var expected = certificate;
        await using var portal = await NodePortal.StartAsync(major, options);
        await using var strict = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });

        var failure = await Assert.ThrowsAsync<SignalingException>(() => strict.ConnectAsync(portal.Address, Token));
        Assert.Contains("CertificateValidation", failure.Message, StringComparison.Ordinal);

        await using var pinned = new SocketIoSignaling(new SocketIoSignalingOptions
        {
            Transport = transport,
            CertificateValidation = (_, shown, _, _) => shown?.GetCertHashString() == expected.GetCertHashString(),
        });
        await pinned.ConnectAsync(portal.Address, Token);
        Assert.Equal("""["ok",1]""", await SendAsync(pinned, "echo", "1"));
    }

    [Fact]
    public async Task APortalWithTlsAtAnAddressWithout_IsNamedWithTheCure()
    {
        var (options, certificate) = Tls();
        using var unused = certificate;
        await using var portal = await NodePortal.StartAsync(4, options);
        await using var signaling = new SocketIoSignaling();

        var failure = await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(new Uri($"http://127.0.0.1:{portal.Port}"), Token));

        Assert.Contains("it speaks TLS", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"secure\": true", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortalWithoutTlsAtASecureAddress_IsNamedWithTheCure()
    {
        await using var portal = await NodePortal.StartAsync(4);
        await using var signaling = new SocketIoSignaling();

        var failure = await Assert.ThrowsAsync<SignalingException>(() => signaling.ConnectAsync(new Uri($"https://127.0.0.1:{portal.Port}"), Token));

        Assert.Contains("it speaks plain HTTP", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"secure\": false", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(SocketIoSignaling signaling, string name, string? json)
    {
        var ack = await signaling.SendAsync(name, json is null ? null : JsonDocument.Parse(json).RootElement, Token);
        return $"[{string.Join(',', ack.Arguments.Select(a => a.GetRawText()))}]";
    }

    private static (JsonObject Options, X509Certificate2 Certificate) Tls()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var tls = new JsonObject { ["key"] = key.ExportPkcs8PrivateKeyPem(), ["cert"] = certificate.ExportCertificatePem() };
        return (new JsonObject { ["tls"] = tls }, certificate);
    }
}
