using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OwtClient.Server;

namespace OwtClient.IntegrationTests.Server;

/// <summary>The embedded server's HTTP side, over loopback.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private ConferenceServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _http.BaseAddress = _server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/tokens", """{"user":"alice","role":"presenter"}""")]
    [InlineData("/tokens", """{"room":"another","user":"alice","role":"viewer"}""")]
    [InlineData("/createToken/", """{"username":"alice","role":"presenter"}""")]
    [InlineData("/createToken", """{"username":"alice","role":"presenter"}""")]
    public async Task TokenRequest_IsAnsweredWithThePlainToken(string path, string body)
    {
        using var response = await PostAsync(path, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var token = JsonDocument.Parse(Convert.FromBase64String(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))).RootElement;
        Assert.Equal(_server.Url.Authority, token.GetProperty("host").GetString());
        Assert.False(token.GetProperty("secure").GetBoolean());
    }

    /// <summary>The status and its reason phrase, as the sample application answers (PROTOCOL §8.11).</summary>
    [Theory]
    [InlineData("""{"role":"presenter"}""", 400, "Bad Request")]
    [InlineData("""{"user":"alice","role":"nosuchrole"}""", 400, "Bad Request")]
    [InlineData("""{"user":5,"role":"presenter"}""", 400, "Bad Request")]
    [InlineData("nonsense", 400, "Bad Request")]
    [InlineData("", 400, "Bad Request")]
    [InlineData("[]", 400, "Bad Request")]
    public async Task BadTokenRequest_IsRefused(string body, int status, string reason)
    {
        using var response = await PostAsync("/tokens", body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(reason, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TokenForAnUnknownRoom_IsRefusedWhereRoomsAreNotMade()
    {
        await using var server = await ConferenceServer.StartAsync(new() { CreateRooms = false }, TestContext.Current.CancellationToken);

        using var unknown = await _http.PostAsJsonAsync(
            new Uri(server.Url, "/tokens"), new { room = "nowhere", user = "a", role = "presenter" }, TestContext.Current.CancellationToken);
        using var known = await _http.PostAsJsonAsync(
            new Uri(server.Url, "/tokens"), new { room = "sampleRoom", user = "a", role = "presenter" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("Not Found", await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/watch", "text/html")]
    [InlineData("/watch/app.js", "text/javascript")]
    [InlineData("/watch/watch.css", "text/css")]
    [InlineData("/watch/icon.svg", "image/svg+xml")]
    public async Task WatchPage_IsServedWithItsTypesAndAStrictPolicy(string path, string type)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://127.0.0.1:3004", true)]
    [InlineData("https://evil.example", false)]
    public async Task Pages_OfThisMachineMayAsk_OthersNot(string origin, bool expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/tokens");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Health_IsOk() => Assert.Equal("ok", await _http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));

    [Fact]
    public async Task DisposedServer_FreesItsPort()
    {
        await _server.DisposeAsync();
        await using var next = await ConferenceServer.StartAsync(new() { Port = _server.Url.Port }, TestContext.Current.CancellationToken);

        Assert.Equal(_server.Url, next.Url);
    }

    [Fact]
    public async Task PortThatIsTaken_IsAnIOException() =>
        await Assert.ThrowsAnyAsync<IOException>(() => ConferenceServer.StartAsync(new() { Port = _server.Url.Port }, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("no-such-host-name")]
    [InlineData(" ")]
    public async Task HostThatCannotBeListenedOn_IsAnArgumentException(string host) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ConferenceServer.StartAsync(new() { Host = host }, TestContext.Current.CancellationToken));

    [Fact]
    public void CreateToken_ChecksItsArguments()
    {
        Assert.Throws<ArgumentException>(() => _server.CreateToken(null, ""));
        Assert.Throws<ArgumentException>(() => _server.CreateToken(null, "alice", "nosuchrole"));
        Assert.NotEmpty(_server.CreateToken("a new room", "alice"));
        Assert.Equal(["sampleRoom", "a new room"], _server.Rooms.Select(room => room.Name));
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
