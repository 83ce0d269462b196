using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.WebRtc.Peer;

namespace OwtClient.WebRtc.Tests.Peer;

public class EventDispatcherTests
{
    [Fact]
    public async Task Posted_RunInOrder_AndCompletionWaitsForTheLast()
    {
        var dispatcher = new EventDispatcher(NullLogger.Instance);
        var ran = new List<int>();
        for (var i = 0; i < 1000; i++)
        {
            var number = i;
            dispatcher.Post(() => ran.Add(number));
        }

        dispatcher.Complete();
        await dispatcher.Completion;
        Assert.Equal(Enumerable.Range(0, 1000), ran);
    }

    [Fact]
    public async Task HandlerThatThrows_DoesNotStopTheNext()
    {
        var dispatcher = new EventDispatcher(NullLogger.Instance);
        var ran = false;
        dispatcher.Post(() => throw new InvalidOperationException("a handler's own trouble"));
        dispatcher.Post(() => ran = true);
        dispatcher.Complete();
        await dispatcher.Completion;
        Assert.True(ran);
    }

    [Fact]
    public async Task AfterComplete_NothingIsTaken()
    {
        var dispatcher = new EventDispatcher(NullLogger.Instance);
        dispatcher.Complete();
        dispatcher.Post(() => Assert.Fail("posted too late"));
        await dispatcher.Completion;
    }

    [Fact]
    public async Task IsRunningHere_OnlyInsideWhatRuns()
    {
        var dispatcher = new EventDispatcher(NullLogger.Instance);
        var inside = false;
        dispatcher.Post(() => inside = dispatcher.IsRunningHere);
        Assert.False(dispatcher.IsRunningHere);
        dispatcher.Complete();
        await dispatcher.Completion;
        Assert.True(inside);
    }
}
