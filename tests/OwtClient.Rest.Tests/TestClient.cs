using Microsoft.Extensions.Time.Testing;
using OwtClient.Rest.Authentication;

namespace OwtClient.Rest.Tests;

/// <summary>A management client on a fake server and a fake clock.</summary>
internal sealed class TestClient : IDisposable
{
    public const string ServiceId = "65a1b2c3d4e5f60718293a4b";
    public const string Key = "topSecret+/=";

    private readonly HttpClient _http;

    public TestClient(Func<OwtManagementOptions, OwtManagementOptions>? vary = null)
    {
        var options = new OwtManagementOptions { Address = new Uri("https://owt.test:3000"), Credentials = Credentials, TimeProvider = Time };
        _http = new HttpClient(new MAuthHandler(Credentials, Time) { InnerHandler = Server });
        Api = new OwtManagementClient(_http, vary is null ? options : vary(options));
    }

    public static MAuthCredentials Credentials { get; } = new(ServiceId, Key);

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123));

    public FakeServer Server { get; } = new();

    public OwtManagementClient Api { get; }

    public void Dispose()
    {
        Api.Dispose();
        _http.Dispose();
    }
}
