using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Rest.Authentication;
using OwtClient.Rest.Json;

namespace OwtClient.Rest.Http;

/// <summary>Sends the requests of all resources: time limits, retries, errors, JSON. Thread-safe.</summary>
internal sealed class ManagementTransport(HttpClient http, RequestLimits limits)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        JsonTypeInfo<T> answerType,
        byte[]? body = null,
        RequestBudget budget = RequestBudget.Normal,
        CancellationToken cancellationToken = default)
        where T : class
    {
        var answer = await SendForBytesAsync(method, path, body, null, budget, cancellationToken).ConfigureAwait(false);
        try
        {
            return AnswerJson.Read(answer, answerType);
        }
        catch (JsonException e)
        {
            // The serializer's text may quote the answer, and an answer may hold a key: where it went wrong is all that is passed on.
            throw Failure(method, path, $"was answered with something else than the expected JSON, at '{e.Path ?? "$"}'.", cause: null);
        }
    }

    /// <summary>For answers that are plain text or empty.</summary>
    public async Task<string> SendForTextAsync(
        HttpMethod method,
        string path,
        byte[]? body = null,
        MAuthUser? user = null,
        RequestBudget budget = RequestBudget.Normal,
        CancellationToken cancellationToken = default)
    {
        var answer = await SendForBytesAsync(method, path, body, user, budget, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(answer);
    }

    public static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private async Task<byte[]> SendForBytesAsync(
        HttpMethod method, string path, byte[]? body, MAuthUser? user, RequestBudget budget, CancellationToken cancellationToken)
    {
        var limit = limits.Of(budget);
        using var deadline = new CancellationTokenSource(limit, limits.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        HttpRequestException? lastFailure = null;
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return await SendOnceAsync(method, path, body, user, stop.Token).ConfigureAwait(false);
                }
                catch (HttpRequestException e)
                {
                    if (attempt >= limits.MaxRetries || !RetryRule.Allows(method, e)) throw NoAnswer(method, path, $"got no answer: {e.Message}", e);
                    lastFailure = e;
                }

                await Task.Delay(limits.RetryDelay * (1L << Math.Min(attempt, 16)), limits.TimeProvider, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested(); // the caller's wish comes first
            var what = deadline.IsCancellationRequested ? $"got no answer within {limit.TotalSeconds:0.#} s." : "ran into the HTTP client's own time-out.";
            throw NoAnswer(method, path, what, lastFailure ?? (Exception)e);
        }
    }

    private async Task<byte[]> SendOnceAsync(HttpMethod method, string path, byte[]? body, MAuthUser? user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, limits.UriOf(path))
        {
            Version = http.DefaultRequestVersion, // SendAsync applies these defaults to no message but its own
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body); // a new one each time: the message disposes it
            request.Content.Headers.ContentType = JsonType;
        }

        if (user is not null) request.Options.Set(MAuthHandler.UserOption, user);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? answer : throw ErrorAnswer.Explain(method, BarePath(path), response, answer);
    }

    private static OwtManagementException NoAnswer(HttpMethod method, string path, string what, Exception cause)
    {
        var repeatable = RetryRule.IsIdempotent(method);
        var advice = repeatable ? "" : " It may still complete: list before trying again.";
        return Failure(method, path, what + advice, cause, mayHaveCompleted: !repeatable);
    }

    private static OwtManagementException Failure(HttpMethod method, string path, string what, Exception? cause, bool mayHaveCompleted = false) =>
        new($"{method} {BarePath(path)} {what}", cause) { Method = method, Path = BarePath(path), MayHaveCompleted = mayHaveCompleted };

    private static string BarePath(string path) => path.Split('?')[0];
}
