using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OwtClient.Server.Management;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Http;

/// <summary>Puts the server's HTTP side together on Kestrel.</summary>
internal static class WebHost
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    public static WebApplication Build(
        ConferenceServerOptions options, SocketIoServer sockets, ConferenceServer server, TokenEndpoints tokens, ManagementApi management)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.LoggerFactory); // the caller's logging or none: no console, no configuration files
        builder.Services.AddRoutingCore();
        builder.Services.AddCors();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));

        var app = builder.Build();
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/socket.io"), // which answers for itself, for all: a login needs a token
            branch => branch.UseCors(policy => CorsRules.Apply(policy, options.AllowedOrigins)));
        app.UseWebSockets();
        tokens.Map(app);
        if (options.Management is not null) management.Map(app);
        if (options.AnswersSampleRoutes) new SampleRoutes(management).Map(app);
        app.MapGet("/health", () => Results.Text("ok"));
        if (options.ServeFaultEndpoint) new FaultEndpoints(server).Map(app);
        if (options.ServeWatchPage) WatchPage.Map(app);
        sockets.Map(app);
        return app;
    }

    /// <summary>The address the server listens on, in a form that this machine can connect to.</summary>
    public static Uri UrlOf(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = new Uri(
            address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return new Uri(url.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Stops taking requests, closes what is open, and frees the port.</summary>
    public static async Task StopAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await app.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // connections that would not end in time are cut by the disposal
        }

        await app.DisposeAsync().ConfigureAwait(false);
    }

    private static void Listen(KestrelServerOptions kestrel, ConferenceServerOptions options)
    {
        kestrel.AddServerHeader = false;
        if (options.Host == "*") kestrel.ListenAnyIP(options.Port, Secure);
        else if (IPAddress.TryParse(options.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, options.Port, Secure);
        else if (options.Host == "localhost")
            kestrel.Listen(IPAddress.Loopback, options.Port, Secure); // ListenLocalhost cannot take a free port
        else throw new ArgumentException($"'{options.Host}' is neither an IP address, 'localhost' nor '*'.", nameof(options));

        void Secure(ListenOptions listen)
        {
            if (options.Certificate is { } certificate) listen.UseHttps(certificate);
        }
    }
}
