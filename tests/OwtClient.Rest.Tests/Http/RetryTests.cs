using System.Net;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Http;

public class RetryTests
{
    private const string Id = "65a1b2c3d4e5f60718293a4b";

    /// <summary>200, 400, 800 ms after a failure: not one millisecond before.</summary>
    [Fact]
    public async Task ConnectionFailures_AreRetriedWithDoublingDelays()
    {
        using var client = new TestClient();
        client.Server.BreakConnection(3).Answer($$"""{"_id":"{{Id}}"}""");
        var reading = client.Api.Rooms.GetAsync(Id);

        foreach (var (delay, requests) in new[] { (200, 1), (400, 2), (800, 3) })
        {
            Assert.Equal(requests, client.Server.Requests.Count);
            client.Time.Advance(TimeSpan.FromMilliseconds(delay - 1));
            Assert.Equal(requests, client.Server.Requests.Count);
            client.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(Id, (await reading).Id);
        Assert.Equal(4, client.Server.Requests.Count);
        Assert.Equal(4, client.Server.Requests.Select(request => request.Authorization).Distinct().Count()); // each send is signed anew
    }

    [Fact]
    public async Task FailuresThatDoNotEnd_AreGivenUpAfterTheRetries()
    {
        using var client = new TestClient(options => options with { MaxRetries = 2, RetryDelay = TimeSpan.Zero });
        client.Server.BreakConnection(3);
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync(Id));

        Assert.Equal(3, client.Server.Requests.Count);
        Assert.Null(failure.StatusCode);
        Assert.False(failure.MayHaveCompleted);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    public static TheoryData<string, Func<OwtManagementClient, Task>> Idempotent => new()
    {
        { "GET", api => api.Rooms.GetAsync(Id) },
        { "PUT", api => api.Rooms.UpdateAsync(Id, new RoomOptions { ParticipantLimit = 5 }) },
        { "DELETE", api => api.Rooms.DeleteAsync(Id) },
    };

    /// <summary>The body survives: the fake server disposes each content it has read.</summary>
    [Theory]
    [MemberData(nameof(Idempotent))]
    public async Task IdempotentRequest_IsRepeatedWithTheSameBody(string method, Func<OwtManagementClient, Task> call)
    {
        using var client = new TestClient(options => options with { RetryDelay = TimeSpan.Zero });
        client.Server.BreakConnection(2).Answer($$"""{"_id":"{{Id}}"}""");
        await call(client.Api);

        Assert.Equal(3, client.Server.Requests.Count);
        Assert.All(client.Server.Requests, request => Assert.Equal(method, request.Method));
        Assert.Single(client.Server.Requests.Select(request => request.Body).Distinct());
    }

    public static TheoryData<string, Func<OwtManagementClient, Task>> Others => new()
    {
        { "POST", api => api.Rooms.CreateAsync("standup") },
        { "PATCH", api => api.Streams.MixAsync(Id, "stream", "common") },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task OtherRequest_IsNeverRepeated(string method, Func<OwtManagementClient, Task> call)
    {
        using var client = new TestClient();
        client.Server.BreakConnection();
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => call(client.Api));

        Assert.Equal(method, client.Server.Request.Method);
        Assert.Equal(method, failure.Method!.Method);
        Assert.True(failure.MayHaveCompleted);
        Assert.Contains("list before trying again", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded)]
    [InlineData(HttpRequestError.UserAuthenticationError)]
    public async Task FailureThatWouldRepeatItself_IsNotRetried(HttpRequestError error)
    {
        using var client = new TestClient();
        client.Server.Fail(new HttpRequestException(error, "no"));
        await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync(Id));
        Assert.Single(client.Server.Requests);
    }

    [Fact]
    public async Task Refusal_IsNotRetried()
    {
        using var client = new TestClient();
        client.Server.Refuse(HttpStatusCode.InternalServerError, 1301, "Operation failed");
        await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Participants.KickAsync(Id, "p"));
        Assert.Single(client.Server.Requests);
    }

    [Fact]
    public async Task CancellationBetweenRetries_EndsTheCall()
    {
        using var client = new TestClient();
        using var stop = new CancellationTokenSource();
        client.Server.BreakConnection();
        var reading = client.Api.Rooms.GetAsync(Id, stop.Token);
        await stop.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(stop.Token, canceled.CancellationToken);
    }
}
