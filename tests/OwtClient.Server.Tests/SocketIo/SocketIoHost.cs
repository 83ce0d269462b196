using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.Server.EngineIo;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>
/// A Socket.IO server on a free loopback port, with the events <c>login</c>, <c>echo</c>, <c>ok</c>, <c>emit</c>, <c>kick</c>, <c>fail</c>,
/// <c>silent</c>.
/// </summary>
internal sealed class SocketIoHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SocketIoServer _server;

    private SocketIoHost(WebApplication app, SocketIoServer server) => (_app, _server) = (app, server);

    /// <summary>Where it listened last; stays after it was disposed.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int ConnectionCount => _server.ConnectionCount;

    /// <summary>Clients in the order of their connecting.</summary>
    public Channel<HostedClient> Clients { get; } = Channel.CreateUnbounded<HostedClient>();

    /// <param name="options">Limits and times, or null for the defaults.</param>
    /// <param name="time">The server's clock, or null for the system's.</param>
    /// <param name="port">Port, or 0 for any free one.</param>
    /// <param name="tls">How it speaks TLS, or null for plain HTTP.</param>
    public static async Task<SocketIoHost> StartAsync(
        EngineIoOptions? options = null, TimeProvider? time = null, int port = 0, HttpsConnectionAdapterOptions? tls = null)
    {
        SocketIoHost? host = null;
        var server = new SocketIoServer(
            options ?? new EngineIoOptions(), time ?? TimeProvider.System, NullLoggerFactory.Instance, socket => host!.Accept(socket));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (tls is not null) listen.UseHttps(tls);
        }));
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        server.Map(app);
        host = new SocketIoHost(app, server);
        await app.StartAsync();
        host.Address = new Uri(app.Urls.Single());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    private HostedClient Accept(SocketIoSocket socket)
    {
        var client = new HostedClient(socket);
        Clients.Writer.TryWrite(client);
        return client;
    }
}
