using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Stun;

public class StunTransactionTests
{
    private readonly StunTransaction _transaction = new(new StunTransactionId(1, 2), StunTimingOptions.Default);
    private readonly List<double> _sentAt = [];
    private Instant _now;

    /// <summary>The worked example of RFC 8489 §6.2.1: RTO 500 ms, Rc 7, Rm 16.</summary>
    [Fact]
    public void WithoutAnAnswer_SendsAndGivesUpAtTheTimesOfTheRfc()
    {
        _transaction.Start(_now);
        RunToTheEnd();

        Assert.Equal([0, 500, 1500, 3500, 7500, 15500, 31500], _sentAt);
        Assert.Equal(StunTransactionState.TimedOut, _transaction.State);
        Assert.Equal(39500, _now.SinceStart.TotalMilliseconds);
    }

    [Fact]
    public void Answer_EndsIt_AndARepeatedAnswerChangesNothing()
    {
        _transaction.Start(_now);
        _transaction.HandleResponse();
        _transaction.HandleResponse();
        _transaction.HandleTimeout(new Instant(TimeSpan.FromDays(1)));

        Assert.Equal(StunTransactionState.Completed, _transaction.State);
        Assert.Null(_transaction.Deadline);
        Assert.False(_transaction.TryPollTransmit()); // not even the one that was pending
    }

    [Fact]
    public void Cancelled_SendsNoMoreButStillTakesAnAnswer()
    {
        _transaction.Start(_now);
        _transaction.TryPollTransmit();
        _transaction.Cancel();
        Assert.Equal(StunTransactionState.Waiting, _transaction.State);
        RunToTheEnd();

        Assert.Empty(_sentAt);
        Assert.Equal(StunTransactionState.TimedOut, _transaction.State);
        Assert.Equal(500, _now.SinceStart.TotalMilliseconds);
    }

    [Fact]
    public void EarlyWakeUp_DoesNothing()
    {
        _transaction.Start(_now);
        _transaction.TryPollTransmit();
        _transaction.HandleTimeout(new Instant(TimeSpan.FromMilliseconds(499.9)));
        Assert.False(_transaction.TryPollTransmit());
        Assert.Equal(1, _transaction.Transmissions);
    }

    private void RunToTheEnd()
    {
        Drain();
        while (_transaction.Deadline is { } next)
        {
            _now = next;
            _transaction.HandleTimeout(_now);
            Drain();
        }
    }

    private void Drain()
    {
        while (_transaction.TryPollTransmit()) _sentAt.Add(_now.SinceStart.TotalMilliseconds);
    }
}
