using System.Net.Http.Json;

namespace QuickStart;

/// <summary>Tokens as an app gets them: from its application server, over HTTP.</summary>
internal static class Tokens
{
    public static async Task<string> GetAsync(Uri server, string user, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var response = await http.PostAsJsonAsync("/tokens", new { user, role = "presenter" }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
