using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace OwtClient.Rest.Tests.Http;

/// <summary>A real HTTP server on loopback, with a certificate that nobody signed.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    private LiveServer(WebApplication app, X509Certificate2? certificate, Uri address) => (_app, _certificate, Address) = (app, certificate, address);

    public Uri Address { get; }

    public string CertificateSha256 => Convert.ToHexString(SHA256.HashData(_certificate!.RawData));

    public static async Task<LiveServer> StartAsync(RequestDelegate answer, bool tls = true, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var certificate = tls ? CreateCertificate() : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new LiveServer(app, certificate, new Uri(address));
    }

    public OwtManagementClient CreateClient(Func<OwtManagementOptions, OwtManagementOptions> vary) =>
        new(vary(new OwtManagementOptions { Address = Address, Credentials = TestClient.Credentials, RetryDelay = TimeSpan.Zero }));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=owt.test", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null); // with its key in the form that TLS takes
    }
}
