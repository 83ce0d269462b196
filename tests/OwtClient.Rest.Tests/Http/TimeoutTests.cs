using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Http;

public class TimeoutTests
{
    private static readonly SubscriptionMedia Sound = new() { Audio = new AudioSource("s") };

    public static TheoryData<Func<OwtManagementClient, Task>, int, bool> Calls => new()
    {
        { api => api.Rooms.GetAsync("r"), 15, false },
        { api => api.Rooms.DeleteAsync("r"), 15, false },
        { api => api.Streams.MixAsync("r", "s", "common"), 15, true },
        { api => api.Recordings.CreateAsync("r", Sound), 15, true },
        { api => api.Tokens.CreateAsync("r", "alice", "presenter"), 120, true },
        { api => api.StreamingIns.CreateAsync("r", new StreamingInConnection("rtsp://camera.test/1")), 120, true },
        { api => api.SipCalls.CreateAsync("r", "bob@sip.test", Sound, takeVideo: false), 120, true },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task NoAnswer_EndsAtTheLimitOfTheCall(Func<OwtManagementClient, Task> call, int limitSeconds, bool mayHaveCompleted)
    {
        using var client = new TestClient();
        client.Server.NeverAnswer();
        var calling = call(client.Api);
        client.Time.Advance(TimeSpan.FromSeconds(limitSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(calling.IsCompleted);
        client.Time.Advance(TimeSpan.FromMilliseconds(1));

        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => calling);
        Assert.Contains($"within {limitSeconds} s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(mayHaveCompleted, failure.MayHaveCompleted);
        Assert.Null(failure.StatusCode);
    }

    /// <summary>The limit is of the call, not of each try; the failure before the last wait is kept as the cause.</summary>
    [Fact]
    public async Task LimitDuringARetryDelay_KeepsTheConnectionFailure()
    {
        using var client = new TestClient(options => options with { RetryDelay = TimeSpan.FromSeconds(20) });
        client.Server.BreakConnection();
        var calling = client.Api.Rooms.GetAsync("r");
        client.Time.Advance(TimeSpan.FromSeconds(15));

        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => calling);
        Assert.IsType<HttpRequestException>(failure.InnerException);
    }

    [Fact]
    public async Task CancellationByTheCaller_IsNotATimeout()
    {
        using var client = new TestClient();
        using var stop = new CancellationTokenSource();
        client.Server.NeverAnswer();
        var calling = client.Api.Rooms.GetAsync("r", stop.Token);
        await stop.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Assert.Equal(stop.Token, canceled.CancellationToken);
    }

    [Fact]
    public async Task TimeoutOfTheHttpClient_IsToldApart()
    {
        using var client = new TestClient();
        client.Server.Fail(new TaskCanceledException("HttpClient.Timeout", new TimeoutException()));
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => client.Api.Rooms.GetAsync("r"));
        Assert.Contains("HTTP client's own time-out", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesOutOfRange_AreRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { RequestTimeout = TimeSpan.Zero }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { LongRequestTimeout = TimeSpan.FromSeconds(-1) }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { MaxRetries = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { RetryDelay = TimeSpan.FromTicks(-1) }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { Address = new Uri("ftp://owt.test") }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { Address = new Uri("/v1", UriKind.Relative) }));
        Assert.ThrowsAny<ArgumentException>(() => new TestClient(options => options with { Address = new Uri("https://user:password@owt.test") }));
    }
}
