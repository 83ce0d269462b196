using System.Net;
using OwtClient.Server;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>Signatures and services against the embedded server, whose checks share no code with the client's signing.</summary>
public class AccountTests
{
    [Fact]
    public async Task GivenAccount_IsTheOneThatCounts()
    {
        const string key = "schlüssel, mit Komma";
        await using var fixture = await ServerFixture.StartAsync(new ConferenceServerOptions
        {
            Management = new ManagementOptions { ServiceId = TestClient.ServiceId, ServiceKey = key },
        });
        using var client = fixture.CreateClient(TestClient.ServiceId, key);
        Assert.Single(await client.Services.ListAsync());
    }

    [Theory]
    [InlineData(TestClient.ServiceId, "wrong", HttpStatusCode.Unauthorized, ManagementError.AuthenticationFailed)]
    [InlineData("000000000000000000000000", "right", HttpStatusCode.Unauthorized, ManagementError.AuthenticationFailed)]
    [InlineData("nobody", "right", HttpStatusCode.InternalServerError, ManagementError.Internal)]
    public async Task WrongAccount_IsRefused(string serviceId, string key, HttpStatusCode status, ManagementError error)
    {
        await using var fixture = await ServerFixture.StartAsync(new ConferenceServerOptions
        {
            Management = new ManagementOptions { ServiceId = TestClient.ServiceId, ServiceKey = "right" },
        });
        using var client = fixture.CreateClient(serviceId, key);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Services.ListAsync());
        Assert.Equal((status, error, ManagementFault.Request), (failure.StatusCode, failure.Error, failure.Fault));
    }

    /// <summary>Each path of PROTOCOL §8.2 asks for a signature.</summary>
    [Theory]
    [InlineData("/services")]
    [InlineData("/v1/rooms")]
    [InlineData("/v1.1/rooms")]
    [InlineData("/v1/rooms/x/streams")]
    [InlineData("/v1.1/stream-engine/nodes")]
    public async Task UnsignedRequest_IsRefused(string path)
    {
        await using var fixture = await ServerFixture.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(fixture.Server.Url, path));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Service_SeesItselfAndItsRoomsAlone()
    {
        await using var fixture = await ServerFixture.StartAsync();
        var service = await fixture.Api.Services.CreateAsync("app", "0123");
        Assert.Equal(2, (await fixture.Api.Services.ListAsync()).Count);

        using var app = fixture.CreateClient(service.Id, "0123");
        Assert.Equal("app", (await app.Services.GetAsync(service.Id)).Name);
        await AssertRefusedAsync(ManagementError.AccessForbidden, () => app.Services.ListAsync());
        await AssertRefusedAsync(ManagementError.AccessForbidden, () => app.Services.GetAsync(fixture.Server.ManagementAccount!.ServiceId));
        await AssertRefusedAsync(ManagementError.AccessForbidden, () => app.Services.CreateAsync("n", "k"));
        await AssertRefusedAsync(ManagementError.RoomNotFound, async () => await app.Rooms.GetAsync(await fixture.RoomIdAsync()));

        var room = await app.Rooms.CreateAsync("of the app");
        await fixture.Api.Services.DeleteAsync(service.Id);
        await AssertRefusedAsync(ManagementError.AuthenticationFailed, () => app.Rooms.GetAsync(room.Id));
        Assert.DoesNotContain(fixture.Server.Rooms, other => other.Id == room.Id); // its rooms went with it
    }

    [Fact]
    public async Task SuperService_Stays()
    {
        await using var fixture = await ServerFixture.StartAsync();
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => fixture.Api.Services.DeleteAsync(fixture.Server.ManagementAccount!.ServiceId));
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        await AssertRefusedAsync(ManagementError.ServiceNotFound, () => fixture.Api.Services.GetAsync("000000000000000000000000"));
    }

    [Fact]
    public async Task WithoutManagement_NothingAnswers()
    {
        await using var server = await ConferenceServer.StartAsync(new ConferenceServerOptions { Management = null }, TestContext.Current.CancellationToken);
        Assert.Null(server.ManagementAccount);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Url, "/v1/rooms"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task AssertRefusedAsync(ManagementError error, Func<Task> call) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OwtManagementException>(call)).Error);
}
