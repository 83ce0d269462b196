using OwtClient.Channels;
using OwtClient.Protocol;

namespace OwtClient.Tests.Channels;

public class ProgressRouterTests
{
    private readonly ProgressRouter _router = new();
    private readonly List<NegotiationInput> _first = [];
    private readonly List<NegotiationInput> _second = [];

    [Fact]
    public void MessagesAreAddressedByTransportAndBySession()
    {
        _router.Register("s1", "t1", _first.Add);
        _router.Register("s2", "t2", _second.Add);

        Assert.True(_router.Dispatch(new Notification.Answer("t1", "v=0")));
        Assert.True(_router.Dispatch(new Notification.TransportReady("t2")));
        Assert.True(_router.Dispatch(new Notification.SessionReady("t2", "s2")));
        Assert.True(_router.Dispatch(new Notification.SessionFailed("s1", null, "gone"))); // the room no longer knows the transport (PROTOCOL §4.14)
        Assert.True(_router.Dispatch(new Notification.StreamRemoved("s2")));

        Assert.Equal([new NegotiationInput.AnswerReceived("v=0"), new NegotiationInput.SessionFailed("gone")], _first);
        Assert.Equal([new NegotiationInput.TransportReady(), new NegotiationInput.SessionReady(), new NegotiationInput.Removed()], _second);
    }

    [Fact]
    public void UnknownAndForgottenIds_ReachNobody()
    {
        _router.Register("s1", "t1", _first.Add);
        _router.Unregister("s1", "t1");
        Assert.False(_router.Dispatch(new Notification.TransportReady("t1")));
        Assert.False(_router.Dispatch(new Notification.TextReceived("a", "b", default)));
        Assert.Empty(_first);
    }

    [Fact]
    public void MessageThatOvertakesTheReply_IsKeptForItsSession()
    {
        _router.RequestBegins();
        Assert.True(_router.Dispatch(new Notification.SessionFailed("t1", "s1", "no agent")));
        Assert.True(_router.Dispatch(new Notification.TransportReady("t2")));
        _router.Register("s1", "t1", _first.Add);
        _router.RequestEnds();

        Assert.Equal([new NegotiationInput.SessionFailed("no agent")], _first);
        _router.Register("s2", "t2", _second.Add);
        Assert.Empty(_second); // nobody's request was under way any more
    }

    [Fact]
    public void AFloodDuringARequest_IsBounded()
    {
        _router.RequestBegins();
        var kept = Enumerable.Range(0, 1000).Count(_ => _router.Dispatch(new Notification.TransportReady("t1")));
        Assert.Equal(64, kept);
    }
}
