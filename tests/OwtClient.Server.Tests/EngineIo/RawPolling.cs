using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>A polling client that sends exactly what a test says.</summary>
internal sealed partial class RawPolling : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _query;

    private RawPolling(HttpClient http, int version, string sessionId)
    {
        _http = http;
        SessionId = sessionId;
        _query = $"/socket.io/?EIO={version}&transport=polling&sid={sessionId}";
    }

    public string SessionId { get; }

    public static async Task<RawPolling> OpenAsync(Uri address, int version)
    {
        var http = new HttpClient { BaseAddress = address };
        var body = await http.GetStringAsync($"/socket.io/?EIO={version}&transport=polling", TestContext.Current.CancellationToken);
        return new RawPolling(http, version, SessionIdInBody().Match(body).Groups[1].Value);
    }

    public Task<string> GetAsync() => _http.GetStringAsync(_query, TestContext.Current.CancellationToken);

    public async Task<string> PostAsync(string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "UTF-8" };
        using var response = await _http.PostAsync(_query, content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("\"sid\":\"([^\"]+)\"")]
    private static partial Regex SessionIdInBody();
}
