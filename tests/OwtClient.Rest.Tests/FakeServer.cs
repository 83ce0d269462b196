using System.Net;
using System.Text;

namespace OwtClient.Rest.Tests;

/// <summary>Answers requests as told, in order, and remembers them. Running out of answers fails the test.</summary>
public sealed class FakeServer : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private readonly List<SeenRequest> _requests = [];

    public IReadOnlyList<SeenRequest> Requests => _requests;

    public SeenRequest Request => Assert.Single(_requests);

    public FakeServer Answer(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json")
    {
        _answers.Enqueue(_ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) }));
        return this;
    }

    public FakeServer Refuse(HttpStatusCode status, int code, string message) =>
        Answer($$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}"}}""", status);

    public FakeServer Fail(Exception failure)
    {
        _answers.Enqueue(_ => Task.FromException<HttpResponseMessage>(failure));
        return this;
    }

    public FakeServer BreakConnection(int times = 1)
    {
        for (var i = 0; i < times; i++) Fail(new HttpRequestException(HttpRequestError.ConnectionError, "connection refused"));
        return this;
    }

    public FakeServer NeverAnswer()
    {
        _answers.Enqueue(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("Unreachable.");
        });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var authorization = request.Headers.TryGetValues("Authorization", out var values) ? values.Single() : null;
        _requests.Add(new SeenRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Content?.Headers.ContentType?.ToString(), authorization));
        request.Content?.Dispose(); // a handler of somebody else's may do so: a retry has to have a body all the same
        return await _answers.Dequeue()(cancellationToken);
    }
}
