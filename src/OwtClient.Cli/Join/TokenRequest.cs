using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace OwtClient.Cli.Join;

/// <summary>Asks the sample application server for a token: <c>POST /tokens</c> (PROTOCOL §8.11).</summary>
internal static class TokenRequest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static async Task<string> SendAsync(JoinOptions options, Uri server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var response = await http.PostAsJsonAsync(
                new Uri(server, "/tokens"), new Body(options.Room, options.User, options.Role), TokenRequestJson.Default.Body, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode) return text;
            throw new CommandFailedException(
                $"{server} gave no token: HTTP {(int)response.StatusCode} {response.ReasonPhrase}. Check --room and --role.");
        }
        catch (HttpRequestException e)
        {
            throw new CommandFailedException($"cannot reach {server} for a token: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"{server} gave no token within {Timeout.TotalSeconds:0} s.", e);
        }
    }

    internal sealed record Body(string? Room, string User, string Role);
}

/// <summary>JSON of <see cref="TokenRequest"/>: absent members are left out, as the server's schema wants.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenRequest.Body))]
internal sealed partial class TokenRequestJson : JsonSerializerContext;
