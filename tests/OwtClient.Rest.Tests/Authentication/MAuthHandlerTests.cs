using Microsoft.Extensions.Time.Testing;
using OwtClient.Rest.Authentication;

namespace OwtClient.Rest.Tests.Authentication;

public class MAuthHandlerTests
{
    private static readonly Uri Rooms = new("https://owt.test:3000/v1/rooms");

    /// <summary>The clock stands still, so only the handler can make the timestamps differ.</summary>
    [Fact]
    public async Task ParallelCalls_HaveIncreasingTimestampsAndUniqueNonces()
    {
        const int calls = 500;
        var headers = new List<string>();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1000));
        using var http = new HttpClient(new MAuthHandler(TestClient.Credentials, time) { InnerHandler = new HeaderLog(headers) });

        await Parallel.ForEachAsync(Enumerable.Range(0, calls), TestContext.Current.CancellationToken, async (_, cancellation) =>
        {
            using var response = await http.GetAsync(Rooms, cancellation);
        });

        var timestamps = headers.Select(header => long.Parse(Part(header, "mauth_timestamp"), System.Globalization.CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1000, calls).Select(value => (long)value), timestamps);
        Assert.Equal(calls, headers.Select(header => Part(header, "mauth_cnonce")).Distinct().Count());
    }

    [Fact]
    public async Task RequestForAUser_IsSignedForIt()
    {
        var headers = new List<string>();
        using var http = new HttpClient(new MAuthHandler(TestClient.Credentials) { InnerHandler = new HeaderLog(headers) });
        using var request = new HttpRequestMessage(HttpMethod.Get, Rooms);
        request.Options.Set(MAuthHandler.UserOption, new MAuthUser("alice", "viewer"));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var header = Assert.Single(headers);
        Assert.Equal("YWxpY2U=", Part(header, "mauth_username"));
        Assert.Equal("viewer", Part(header, "mauth_role"));
        var signed = $"{Part(header, "mauth_timestamp")},{Part(header, "mauth_cnonce")},YWxpY2U=,viewer";
        Assert.Equal(MAuthSignature.Sign(TestClient.Key, signed), Part(header, "mauth_signature"));
    }

    [Fact]
    public async Task RequestThatWasSignedBefore_CarriesOneNewSignature()
    {
        var headers = new List<string>();
        using var http = new HttpClient(new MAuthHandler(TestClient.Credentials) { InnerHandler = new HeaderLog(headers) });
        using var request = new HttpRequestMessage(HttpMethod.Get, Rooms);
        request.Headers.TryAddWithoutValidation("Authorization", "MAuth old");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith("MAuth realm=", Assert.Single(headers), StringComparison.Ordinal);
    }

    /// <summary>Reads a part as the server does: cut at commas, six characters off, cut at the first <c>=</c>.</summary>
    private static string Part(string header, string name) =>
        header.Split(',').Select(part => part[6..].Split('=', 2)).Single(pair => pair[0] == name[6..])[1];

    private sealed class HeaderLog(List<string> headers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (headers) headers.AddRange(request.Headers.GetValues("Authorization"));
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
