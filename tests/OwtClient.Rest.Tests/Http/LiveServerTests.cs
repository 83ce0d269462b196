using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OwtClient.Rest.Tests.Http;

/// <summary>The client's own connections: versions of HTTP, certificates, resets.</summary>
public class LiveServerTests
{
    private const string Room = """{"_id":"65a1b2c3d4e5f60718293a4b","name":"standup"}""";

    [Theory]
    [InlineData(true, HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(true, HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(false, HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Version_IsTheBestThatTheServerHas(bool tls, HttpProtocols protocols, string expected)
    {
        string? used = null;
        await using var server = await LiveServer.StartAsync(
            context =>
            {
                used = context.Request.Protocol;
                return context.Response.WriteAsync(Room);
            },
            tls,
            protocols);
        using var client = server.CreateClient(options => options with { PinnedCertificateSha256 = tls ? server.CertificateSha256 : null });

        Assert.Equal("standup", (await client.Rooms.CreateAsync("standup", cancellationToken: TestContext.Current.CancellationToken)).Name);
        Assert.Equal(expected, used);
    }

    [Fact]
    public async Task SelfSignedCertificate_IsRefusedUnlessPinnedOrAccepted()
    {
        var requests = 0;
        await using var server = await LiveServer.StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            return context.Response.WriteAsync(Room);
        });

        using (var client = server.CreateClient(options => options))
        {
            var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Rooms.GetAsync("r"));
            Assert.IsType<AuthenticationException>(failure.InnerException!.InnerException);
        }

        using (var client = server.CreateClient(options => options with { PinnedCertificateSha256 = new string('0', 64) }))
            await Assert.ThrowsAsync<OwtManagementException>(() => client.Rooms.GetAsync("r"));

        Assert.Equal(0, requests);
        using (var client = server.CreateClient(options => options with { PinnedCertificateSha256 = WithColons(server.CertificateSha256.ToLowerInvariant()) }))
            await client.Rooms.GetAsync("r", TestContext.Current.CancellationToken);
        using (var client = server.CreateClient(options => options with { CertificateValidation = (_, certificate, _, _) => certificate!.Subject == "CN=owt.test" }))
            await client.Rooms.GetAsync("r", TestContext.Current.CancellationToken);
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:11")]
    [InlineData("swordfish")]
    public void PinThatIsNone_IsRefused(string pin)
    {
        var options = new OwtManagementOptions { Address = new Uri("https://owt.test"), Credentials = TestClient.Credentials, PinnedCertificateSha256 = pin };
        Assert.Throws<ArgumentException>(() => new OwtManagementClient(options));
    }

    /// <summary>The server cuts the first two connections after it has read the request.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectionReset_IsRetriedWhereThatIsSafe(bool idempotent)
    {
        var requests = 0;
        await using var server = await LiveServer.StartAsync(
            context =>
            {
                if (Interlocked.Increment(ref requests) > 2) return context.Response.WriteAsync(Room);
                context.Abort();
                return Task.CompletedTask;
            },
            tls: false);
        using var client = server.CreateClient(options => options);

        if (idempotent)
        {
            await client.Rooms.UpdateAsync("r", new() { ParticipantLimit = 3 }, TestContext.Current.CancellationToken);
            Assert.Equal(3, requests);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Rooms.CreateAsync("standup"));
            Assert.True(failure.MayHaveCompleted);
            Assert.Equal(1, requests);
        }
    }

    /// <summary>A body that ends too early is a broken connection, not a short answer.</summary>
    [Fact]
    public async Task AnswerCutShort_IsRetried()
    {
        var requests = 0;
        await using var server = await LiveServer.StartAsync(
            async context =>
            {
                context.Response.ContentLength = Room.Length;
                if (Interlocked.Increment(ref requests) > 1)
                {
                    await context.Response.WriteAsync(Room);
                    return;
                }

                await context.Response.WriteAsync(Room[..10]);
                await context.Response.Body.FlushAsync();
                context.Abort();
            },
            tls: false);
        using var client = server.CreateClient(options => options);

        Assert.Equal("standup", (await client.Rooms.GetAsync("r", TestContext.Current.CancellationToken)).Name);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task EndlessAnswer_IsGivenUpOnce()
    {
        var requests = 0;
        await using var server = await LiveServer.StartAsync(
            async context =>
            {
                Interlocked.Increment(ref requests);
                var block = new byte[1 << 20];
                for (var i = 0; i < 32; i++) await context.Response.Body.WriteAsync(block, context.RequestAborted);
            },
            tls: false);
        using var client = server.CreateClient(options => options);

        await Assert.ThrowsAsync<OwtManagementException>(() => client.Rooms.GetAsync("r"));
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task Redirection_IsNotFollowed()
    {
        var paths = new List<string>();
        await using var server = await LiveServer.StartAsync(
            context =>
            {
                paths.Add(context.Request.Path);
                context.Response.Redirect("/elsewhere");
                return Task.CompletedTask;
            },
            tls: false);
        using var client = server.CreateClient(options => options);

        await Assert.ThrowsAsync<OwtManagementException>(() => client.Rooms.GetAsync("r"));
        Assert.Equal(["/v1/rooms/r"], paths);
    }

    private static string WithColons(string hex) => string.Join(':', hex.Chunk(2).Select(pair => new string(pair)));
}
