using OwtClient.Rest.Authentication;
using OwtClient.Server;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>The embedded server and a client of its management API, over loopback.</summary>
public sealed class ServerFixture : IAsyncDisposable
{
    private ServerFixture(ConferenceServer server)
    {
        Server = server;
        Api = CreateClient(server.ManagementAccount!.ServiceId, server.ManagementAccount.ServiceKey);
    }

    public ConferenceServer Server { get; }

    public OwtManagementClient Api { get; }

    public static async Task<ServerFixture> StartAsync(ConferenceServerOptions? options = null) =>
        new(await ConferenceServer.StartAsync(options, TestContext.Current.CancellationToken));

    public OwtManagementClient CreateClient(string serviceId, string key) =>
        new(new OwtManagementOptions { Address = Server.Url, Credentials = new MAuthCredentials(serviceId, key) });

    public async Task<string> RoomIdAsync(string name = "sampleRoom")
    {
        await foreach (var room in Api.Rooms.ListAsync())
        {
            if (room.Name == name) return room.Id;
        }

        throw new InvalidOperationException($"There is no room {name}.");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
    }
}
