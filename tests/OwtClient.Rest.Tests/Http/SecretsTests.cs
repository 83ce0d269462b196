using System.Net;
using OwtClient.Rest.Authentication;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Http;

public class SecretsTests
{
    private const string Secret = "swordfish";

    public static TheoryData<object> Printed => new()
    {
        new MAuthCredentials("id", Secret),
        new OwtManagementOptions { Address = new Uri("https://owt.test"), Credentials = new MAuthCredentials("id", Secret) },
        new Service { Id = "id", Name = "n", Key = Secret },
        new SipAccount("sip.test", "room", Secret),
        new RoomOptions { Sip = new SipAccount("sip.test", "room", Secret) },
        new StreamingInConnection($"rtsp://u:{Secret}@camera.test"),
        new ServerSubscription { Id = "id", Url = $"rtmp://cdn.test/{Secret}" },
        new CascadingOptions { EventBridgeAddress = "192.0.2.1", EventBridgePort = 1, Room = "r", Token = Secret },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void ToString_HidesSecrets(object value) => Assert.DoesNotContain(Secret, value.ToString(), StringComparison.Ordinal);

    public static TheoryData<Func<FakeServer, FakeServer>> Failures => new()
    {
        server => server.BreakConnection(4),
        server => server.Refuse(HttpStatusCode.Unauthorized, 1101, "no"),
        server => server.Answer("{"),
    };

    /// <summary>Neither the key, nor a signature made with it, nor what the request carried.</summary>
    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Exception_HidesSecrets(Func<FakeServer, FakeServer> fail)
    {
        using var client = new TestClient(options => options with { RetryDelay = TimeSpan.Zero });
        fail(client.Server);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Services.CreateAsync("n", Secret));

        var printed = failure.ToString();
        Assert.DoesNotContain(Secret, printed, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("mauth_signature", printed, StringComparison.Ordinal);
    }

    /// <summary>The key signs; it does not travel.</summary>
    [Fact]
    public async Task Request_DoesNotCarryTheKey()
    {
        using var client = new TestClient();
        client.Server.Answer("[]");
        await client.Api.Services.ListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(TestClient.Key, client.Server.Request.Authorization, StringComparison.Ordinal);
    }
}
