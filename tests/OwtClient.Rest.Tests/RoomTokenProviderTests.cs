using OwtClient.Rest.SampleService;

namespace OwtClient.Rest.Tests;

public class RoomTokenProviderTests
{
    [Fact]
    public async Task FromTheManagementApi_GetsANewTokenEachTime()
    {
        using var client = new TestClient();
        client.Server.Answer("first").Answer("second");
        var provider = new RoomTokenProvider(client.Api, "r", "alice", "presenter");

        Assert.Equal("first", await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.Equal("second", await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.All(client.Server.Requests, request => Endpoint.Check(request, "POST /v1/rooms/r/tokens", """{"user":"alice","role":"presenter"}"""));
        Assert.Equal("tokens for alice as presenter in room r", provider.ToString());
    }

    [Fact]
    public async Task FromTheSampleService_GetsATokenForItsRoom()
    {
        using var server = new FakeServer();
        using var http = new HttpClient(server);
        using var service = new SampleServiceClient(http, new SampleServiceOptions { Address = new Uri("http://owt.test:3001") });
        server.Answer("token");
        var provider = new RoomTokenProvider(service, "alice", "viewer", room: null);

        Assert.Equal("token", await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        Endpoint.Check(server.Request, "POST /tokens", """{"user":"alice","role":"viewer"}""");
    }
}
