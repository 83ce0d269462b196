using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol.Messages;
using OwtClient.Signaling;

namespace OwtClient.Tests.Conference;

/// <summary>PROTOCOL §3.6: live notifications carry no number, the replay may hold everything since login, numbers begin at 1.</summary>
public class NotificationQueueTests
{
    private readonly NotificationQueue _queue = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BeforeTheLoginResult_IsHeld_ThenCounted()
    {
        Live("a");
        await _queue.ReleaseAsync(Token);
        Live("b");
        _queue.Hold();
        Assert.Equal(0, await _queue.ReplayAsync([Kept(1, "a"), Kept(2, "b"), Kept(3, "c")], Token));
        await _queue.ReleaseAsync(Token);
        Assert.Equal(["a", "b", "c"], await ReadAsync());
    }

    [Fact]
    public async Task Replay_BringsWhatIsNew_InOrder_BeforeWhatCameOnTheNewConnection()
    {
        await _queue.ReleaseAsync(Token);
        Live("1");
        Live("2");
        _queue.Hold();
        Live("6"); // on the new connection, before the answer to the relogin was handled
        Assert.Equal(0, await _queue.ReplayAsync([Kept(5, "5"), Kept(3, "3"), Kept(1, "1"), Kept(2, "2"), Kept(4, "4"), Kept(4, "4")], Token));
        await _queue.ReleaseAsync(Token);
        Live("7");

        _queue.Hold(); // lost again: all seven are counted
        Assert.Equal(0, await _queue.ReplayAsync([.. Enumerable.Range(1, 8).Select(i => Kept(i, $"{i}"))], Token));
        await _queue.ReleaseAsync(Token);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], await ReadAsync());
    }

    [Fact]
    public async Task AttemptThatFails_ItsNotificationsComeWithTheNextReplay()
    {
        await _queue.ReleaseAsync(Token);
        Live("1");
        _queue.Hold();
        Live("2"); // this connection is lost before its answer
        _queue.Hold();
        Assert.Equal(0, await _queue.ReplayAsync([Kept(1, "1"), Kept(2, "2")], Token));
        await _queue.ReleaseAsync(Token);
        Assert.Equal(["1", "2"], await ReadAsync());
    }

    [Fact]
    public async Task BufferThatIsTooShort_TellsHowManyAreLost()
    {
        await _queue.ReleaseAsync(Token);
        Live("1");
        _queue.Hold();
        Assert.Equal(3, await _queue.ReplayAsync([Kept(5, "5"), Kept(6, "6")], Token));
        await _queue.ReleaseAsync(Token);
        Assert.Equal(["1", "5", "6"], await ReadAsync());
    }

    /// <summary>Members may be missing, and entries null: what cannot be used is passed over, though it counts.</summary>
    [Fact]
    public async Task MalformedEntries_ArePassedOver()
    {
        await _queue.ReleaseAsync(Token);
        _queue.Hold();
        BufferedMessage?[] kept = [null, new BufferedMessage { Event = "x" }, new BufferedMessage { Seq = 1 }, Kept(2, "2")];
        Assert.Equal(0, await _queue.ReplayAsync(kept, Token));
        await _queue.ReleaseAsync(Token);
        Assert.Equal(["2"], await ReadAsync());
    }

    [Fact]
    public async Task FullQueue_RefusesWhatIsLive_ButWaitsWithAReplay()
    {
        await _queue.ReleaseAsync(Token);
        for (var i = 0; i < 4096; i++) Assert.True(_queue.TryAdd(new SignalingDataEventArgs($"{i}", null)));
        Assert.False(_queue.TryAdd(new SignalingDataEventArgs("too much", null)));

        _queue.Hold();
        var replaying = _queue.ReplayAsync([.. Enumerable.Range(4097, 1000).Select(i => Kept(i + 1, "kept"))], Token);
        Assert.False(replaying.IsCompleted);
        var reading = ReadAsync(4096 + 1000);
        Assert.Equal(0, await replaying);
        Assert.Equal(4096 + 1000, (await reading).Count);
    }

    private static BufferedMessage Kept(long number, string name) => new() { Seq = number, Event = name, Data = default(JsonElement?) };

    private void Live(string name) => Assert.True(_queue.TryAdd(new SignalingDataEventArgs(name, null)));

    private async Task<List<string>> ReadAsync(int? count = null)
    {
        if (count is null) _queue.Complete();
        var names = new List<string>();
        await foreach (var entry in _queue.ReadAllAsync().WithCancellation(Token))
        {
            names.Add(Assert.IsType<Incoming.Notified>(entry).Data.Name);
            if (names.Count == count) break;
        }

        return names;
    }
}
