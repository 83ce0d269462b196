using System.Text.Json;
using OwtClient.Signaling;
using OwtClient.Testing;

namespace OwtClient.Tests.Testing;

public sealed class FakeSignalingTests : IAsyncDisposable
{
    private static readonly Uri Portal = new("http://portal.example/");
    private readonly FakeSignaling _signaling = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _signaling.DisposeAsync();

    [Fact]
    public async Task Requests_AreRecordedAndAnsweredAsTold()
    {
        await _signaling.ConnectAsync(Portal, Token);
        _signaling.On("a", request => request.Acknowledge("""{"x":1}""")).On("b", request => request.Refuse("no \"quotes\""));

        Assert.Equal(["ok", """{"x":1}"""], await AckAsync("a"));
        Assert.Equal(["error", "no \"quotes\""], await AckAsync("b"));
        Assert.Equal(["a", "b"], _signaling.Requests.Select(r => r.Name));
        Assert.All(_signaling.Requests, r => Assert.True(r.IsAnswered));

        async Task<string[]> AckAsync(string name) => [.. (await _signaling.SendAsync(name, null, Token)).Arguments.Select(a => a.ToString())];
    }

    [Fact]
    public async Task RequestWithoutHandler_WaitsForItsAnswer()
    {
        await _signaling.ConnectAsync(Portal, Token);
        var sending = _signaling.SendAsync("a", null, Token);
        var request = await _signaling.WaitForRequestAsync("a", cancellationToken: Token);
        Assert.False(sending.IsCompleted);
        request.AnswerWith("\"ok\"", "1", "2");
        request.Refuse("too late");
        Assert.Equal(3, (await sending).Arguments.Count);
    }

    [Fact]
    public async Task WaitForRequest_CountsByName()
    {
        await _signaling.ConnectAsync(Portal, Token);
        var second = _signaling.WaitForRequestAsync("a", 2, Token);
        foreach (var name in (string[])["a", "b"]) _ = _signaling.SendAsync(name, null, Token);
        Assert.False(second.IsCompleted);
        _ = _signaling.SendAsync("a", JsonDocument.Parse("5").RootElement, Token);
        Assert.Equal(5, (await second).Data!.Value.GetInt32());
    }

    [Fact]
    public async Task LostConnection_FailsPendingRequestsAndThenTells()
    {
        await _signaling.ConnectAsync(Portal, Token);
        var sending = _signaling.SendAsync("a", null, Token);
        var order = new List<string>();
        _signaling.Disconnected += (_, e) => order.Add($"{e.Reason}, pending {(sending.IsFaulted ? "failed" : "waits")}, connected {_signaling.IsConnected}");
        _signaling.LoseConnection(SignalingDisconnectReason.ServerClosed);
        _signaling.LoseConnection();
        await Assert.ThrowsAsync<SignalingException>(() => sending);
        await Assert.ThrowsAsync<SignalingException>(() => _signaling.SendAsync("b", null, Token));
        Assert.StartsWith("ServerClosed", Assert.Single(order), StringComparison.Ordinal);
        Assert.EndsWith("connected False", order[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnect_DoesNotTell()
    {
        await _signaling.ConnectAsync(Portal, Token);
        _signaling.Disconnected += (_, _) => Assert.Fail("told");
        await _signaling.DisconnectAsync(Token);
        await _signaling.ConnectAsync(Portal, Token);
        await _signaling.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _signaling.ConnectAsync(Portal, Token));
    }

    [Fact]
    public void Push_RaisesANotification()
    {
        var seen = new List<string>();
        _signaling.DataReceived += (_, e) => seen.Add($"{e.Name} {e.Data?.GetRawText()}");
        _signaling.Push("a", """{"b":1}""");
        _signaling.Push("drop", null);
        Assert.Equal(["a {\"b\":1}", "drop "], seen);
        Assert.ThrowsAny<JsonException>(() => _signaling.Push("a", "{"));
    }
}
