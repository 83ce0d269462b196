using OwtClient.Signaling;

namespace OwtClient.Tests.Signaling;

public class RequestGateTests
{
    private static readonly SignalingAck Ok = new([]);
    private readonly RequestGate _gate = new();
    private readonly List<int> _sent = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_SendsAtOnce()
    {
        await SendAsync(1);
        Assert.Equal([1], _sent);
        await _gate.WhenOpenAsync(Token);
    }

    [Fact]
    public async Task Held_SendsInOrderWhenOpened_NewcomersBehind()
    {
        _gate.Hold();
        var waiting = Enumerable.Range(0, 1000).Select(SendAsync).ToArray();
        Assert.Empty(_sent);
        Assert.False(_gate.WhenOpenAsync(Token).IsCompleted);

        var opening = _gate.BeginOpening();
        var newcomer = SendAsync(1000);
        Assert.Empty(_sent);
        await _gate.DrainAsync(opening, Token);

        await Task.WhenAll([.. waiting, newcomer]);
        Assert.Equal(Enumerable.Range(0, 1001), _sent);
        Assert.True(_gate.IsOpen);
    }

    /// <summary>A connection takes so many requests at a time; an answer that never comes takes one place, not all.</summary>
    [Fact]
    public async Task UnansweredRequests_HoldTheRestBackAtAHundred()
    {
        _gate.Hold();
        var answers = new List<TaskCompletionSource<SignalingAck>>();
        var oneMore = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < 150; i++)
        {
            _ = _gate.SendAsync(
                () =>
                {
                    var answer = new TaskCompletionSource<SignalingAck>();
                    answers.Add(answer);
                    if (answers.Count == 101) oneMore.SetResult();
                    if (answers.Count > 101) answer.SetResult(Ok);
                    return answer.Task;
                },
                null,
                Token);
        }

        var draining = _gate.DrainAsync(_gate.BeginOpening(), Token);
        Assert.Equal(100, answers.Count);
        answers[70].SetResult(Ok);
        await oneMore.Task.WaitAsync(Token);
        Assert.False(draining.IsCompleted);
        answers[0].SetResult(Ok); // one place is enough for those that are answered at once
        await draining.WaitAsync(Token);
        Assert.Equal(150, answers.Count);
    }

    [Fact]
    public async Task HeldAgainWhileTheWaitingLeave_TheRestWaitsOn()
    {
        _gate.Hold();
        var first = _gate.SendAsync(
            () =>
            {
                _gate.Hold(); // the new connection is lost at once
                return Task.FromException<SignalingAck>(new SignalingException("lost"));
            },
            null,
            Token);
        var second = SendAsync(2);
        await _gate.DrainAsync(_gate.BeginOpening(), Token);
        await Assert.ThrowsAsync<SignalingException>(() => first);
        Assert.Empty(_sent);

        await _gate.DrainAsync(_gate.BeginOpening(), Token);
        await second;
        Assert.Equal([2], _sent);
    }

    /// <summary>A sender may learn of the loss before the gate does, or when there is another connection already.</summary>
    [Fact]
    public async Task ConnectionProvedGone_WaitsForTheNext_WhichMayBeThereAlready()
    {
        var gone = _gate.Openings;
        var waiting = _gate.SendAsync(() => Task.FromResult(Ok), gone, Token);
        Assert.False(waiting.IsCompleted);
        _gate.Hold();
        await _gate.DrainAsync(_gate.BeginOpening(), Token);
        await waiting;
        await _gate.SendAsync(() => Task.FromResult(Ok), gone, Token);
    }

    [Fact]
    public async Task GivenUpWhileWaiting_IsNeverSent()
    {
        using var giveUp = new CancellationTokenSource();
        _gate.Hold();
        var waiting = _gate.SendAsync(() => throw new InvalidOperationException("sent"), null, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await _gate.DrainAsync(_gate.BeginOpening(), Token);
        Assert.True(_gate.IsOpen);
    }

    [Fact]
    public async Task Closed_FailsWhoWaitsAndWhoComes()
    {
        _gate.Hold();
        var waiting = SendAsync(1);
        _gate.Close(new OperationCanceledException("left"));
        _gate.Hold(); // changes nothing any more
        Assert.IsType<OperationCanceledException>((await Assert.ThrowsAsync<SignalingException>(() => waiting)).InnerException);
        await Assert.ThrowsAsync<SignalingException>(() => SendAsync(2));
        await Assert.ThrowsAsync<SignalingException>(() => _gate.WhenOpenAsync(Token));
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task MoreThanTheQueueHolds_IsRefused_UntilSomeAreGivenUp()
    {
        using var giveUp = new CancellationTokenSource();
        _gate.Hold();
        var waiting = Enumerable.Range(0, 4096).Select(i => _gate.SendAsync(() => Task.FromResult(Ok), null, giveUp.Token)).ToArray();
        await Assert.ThrowsAsync<SignalingException>(() => SendAsync(1));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        var fits = SendAsync(2);
        await _gate.DrainAsync(_gate.BeginOpening(), Token);
        await fits;
    }

    private Task<SignalingAck> SendAsync(int number) => _gate.SendAsync(
        () =>
        {
            _sent.Add(number);
            return Task.FromResult(Ok);
        },
        null,
        Token);
}
