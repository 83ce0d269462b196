using System.Net;
using System.Text;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Ice;

/// <summary>One agent, datagrams written by hand: what it answers, and what it does not believe.</summary>
public class IceAgentRequestTests
{
    private static readonly TransportAddress Here = new(IPAddress.Parse("192.0.2.1"), 5000);
    private static readonly TransportAddress There = new(IPAddress.Parse("192.0.2.2"), 6000);
    private static readonly StunTransactionId Id = new(1, 2);
    private readonly IceAgent _agent = new(IceRole.Controlled, new SeededRandomSource(3));
    private readonly byte[] _buffer = new byte[IceAgent.MaxDatagramLength];
    private Instant _now = new(TimeSpan.FromSeconds(1));

    public IceAgentRequestTests() => _agent.AddLocalCandidate(_now, Candidate.CreateHost(Here));

    private delegate void Attributes(ref StunMessageWriter writer);

    [Fact]
    public void GoodRequest_IsAnsweredWithTheSendersAddressAndIntegrity()
    {
        Assert.Equal(IceDatagramStatus.Handled, Receive(Request()));
        var answer = PollAnswer(out var transmit);
        Assert.Equal((Here, There), (transmit.Base, transmit.Remote));
        Assert.Equal(StunMessageType.BindingSuccess, answer.Type);
        Assert.Equal(Id, answer.TransactionId);
        Assert.True(answer.TryGetXorMappedAddress(out var mapped));
        Assert.Equal(There, mapped);
        Assert.True(answer.HasIntegrity(Encoding.ASCII.GetBytes(_agent.LocalPassword)));
        Assert.True(answer.HasFingerprint());
    }

    [Fact]
    public void NoUsernameOrNoIntegrity_Is400()
    {
        AssertError(400, IceDatagramStatus.Unauthenticated, Write(null, _agent.LocalPassword));
        AssertError(400, IceDatagramStatus.Unauthenticated, Write($"{_agent.LocalUfrag}:peer", null));
        Assert.Empty(_agent.RemoteCandidates);
    }

    [Theory]
    [InlineData("wrong:peer", null)]
    [InlineData(":peer", null)]
    [InlineData("", null)]
    [InlineData(null, "wrong password, long enough")]
    public void WrongCredentials_Are401_AndNothingIsLearned(string? username, string? password)
    {
        AssertError(401, IceDatagramStatus.Unauthenticated, Write(username ?? $"{_agent.LocalUfrag}:peer", password ?? _agent.LocalPassword));
        Assert.Empty(_agent.RemoteCandidates);
    }

    [Fact]
    public void OwnFragmentWithoutColon_Is401() =>
        AssertError(401, IceDatagramStatus.Unauthenticated, Write(_agent.LocalUfrag, _agent.LocalPassword));

    [Fact]
    public void UnknownAttributeThatMustBeUnderstood_Is420AndNamed()
    {
        Assert.Equal(IceDatagramStatus.Handled, Receive(Request(extra: static (ref w) => w.Add((StunAttributeType)0x7F05, [1]))));
        var answer = PollAnswer(out _);
        Assert.True(answer.TryGetErrorCode(out var code));
        Assert.Equal(420, code);
        Assert.True(answer.TryGetAttribute(StunAttributeType.UnknownAttributes, out var unknown));
        Assert.Equal([0x7F, 0x05], unknown.ToArray());
    }

    [Fact]
    public void OptionalUnknownAttribute_IsIgnored()
    {
        Receive(Request(extra: static (ref w) => w.Add((StunAttributeType)0xC057, [1, 2, 3, 4])));
        Assert.Equal(StunMessageType.BindingSuccess, PollAnswer(out _).Type);
    }

    [Fact]
    public void WrongFingerprint_IsNoStun()
    {
        var request = Request();
        request[^1] ^= 1;
        Assert.Equal(IceDatagramStatus.Malformed, Receive(request));
        Assert.False(_agent.TryPollTransmit(_buffer, out _));
    }

    [Fact]
    public void Flood_IsAnsweredUpToTheBound()
    {
        for (var i = 0; i < 32; i++) Assert.Equal(IceDatagramStatus.Handled, Receive(Request()));
        Assert.Equal(IceDatagramStatus.Overloaded, Receive(Request()));
        var answers = 0;
        while (_agent.TryPollTransmit(_buffer, out _)) answers++;
        Assert.Equal(32, answers);
        Assert.Equal(1, _agent.Statistics.Discarded);
    }

    [Fact]
    public void RequestsFromManyPlaces_CandidatesAndPairsStayBounded()
    {
        for (var port = 1; port <= 500; port++)
        {
            _agent.HandleDatagram(_now, Here, There.WithPort(port), Request());
            while (_agent.TryPollTransmit(_buffer, out _))
            {
            }
        }

        Assert.Equal(IceAgentOptions.Default.MaxRemoteCandidates, _agent.RemoteCandidates.Count);
        Assert.InRange(_agent.Pairs.Count, 1, IceAgentOptions.Default.MaxPairs);
    }

    [Fact]
    public void AnswersNobodyAskedFor_OrNotAuthentic_ChangeNothing()
    {
        _agent.SetRemoteCredentials(_now, "peer", "the peer's password, long");
        _agent.AddRemoteCandidate(_now, Parse("candidate:1 1 udp 2130706431 192.0.2.2 6000 typ host"));
        Assert.True(_agent.TryPollTransmit(_buffer, out var check));
        StunMessageReader.Parse(_buffer.AsSpan(0, check.Length), out var request);
        var id = request.TransactionId;

        Assert.Equal(IceDatagramStatus.UnknownTransaction, Receive(Answer(Id, "the peer's password, long", Here)));
        Assert.Equal(IceDatagramStatus.Unauthenticated, Receive(Answer(id, "something else", Here)));
        Assert.Equal(CandidatePairState.InProgress, _agent.Pairs[0].State);
        Assert.Equal(IceDatagramStatus.Handled, Receive(Answer(id, "the peer's password, long", Here)));
        Assert.Equal(CandidatePairState.Succeeded, _agent.Pairs[0].State);
        Assert.Equal(IceDatagramStatus.UnknownTransaction, Receive(Answer(id, "the peer's password, long", Here))); // repeated
    }

    /// <summary>RFC 8445 §7.2.5.2.1.</summary>
    [Fact]
    public void AnswerFromElsewhere_FailsThePair()
    {
        _agent.SetRemoteCredentials(_now, "peer", "the peer's password, long");
        _agent.AddRemoteCandidate(_now, Parse("candidate:1 1 udp 2130706431 192.0.2.2 6000 typ host"));
        Assert.True(_agent.TryPollTransmit(_buffer, out var check));
        StunMessageReader.Parse(_buffer.AsSpan(0, check.Length), out var request);
        _agent.HandleDatagram(_now, Here, There.WithPort(7), Answer(request.TransactionId, "the peer's password, long", Here));
        Assert.Equal(CandidatePairState.Failed, _agent.Pairs[0].State);
    }

    /// <summary>Chromium nominates anew when it finds something better.</summary>
    [Fact]
    public void NominatedAgain_TheBetterPairWins_AndAWorseOneOnlyAfterTheFirstWasLeft()
    {
        _agent.SetRemoteCredentials(_now, "peer", "the peer's password, long");
        Nominate(6000, priority: 200);
        Assert.Equal(6000, _agent.SelectedPair!.RemoteAddress.Port);
        Nominate(6001, priority: 100);
        Assert.Equal(6000, _agent.SelectedPair!.RemoteAddress.Port);
        Nominate(6002, priority: 300);
        Assert.Equal(6002, _agent.SelectedPair!.RemoteAddress.Port);
        _now += TimeSpan.FromSeconds(6.1);
        Nominate(6001, priority: 100);
        Assert.Equal(6001, _agent.SelectedPair!.RemoteAddress.Port);
    }

    [Theory]
    [InlineData("candidate:1 1 tcp 2130706431 192.0.2.2 9 typ host tcptype active")]
    [InlineData("candidate:1 2 udp 2130706431 192.0.2.2 6000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 2c1a.local 6000 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.2 0 typ host")]
    [InlineData("candidate:1 1 udp 2130706431 192.0.2.2 6000 typ host ufrag other")]
    public void UnusableCandidates_AreRefused(string text)
    {
        _agent.SetRemoteCredentials(_now, "peer", "the peer's password, long");
        Assert.False(_agent.AddRemoteCandidate(_now, Parse(text)));
        Assert.Empty(_agent.Pairs);
    }

    [Fact]
    public void SameCandidateTwice_IsOne()
    {
        var candidate = Parse("candidate:1 1 udp 2130706431 192.0.2.2 6000 typ host");
        Assert.True(_agent.AddRemoteCandidate(_now, candidate));
        Assert.False(_agent.AddRemoteCandidate(_now, candidate));
        Assert.False(_agent.AddLocalCandidate(_now, Candidate.CreateHost(Here)));
        Assert.Single(_agent.Pairs);
    }

    private static CandidateAttribute Parse(string text) =>
        CandidateAttribute.TryParse(text, out var attribute) ? attribute : throw new ArgumentException(text, nameof(text));

    private static byte[] Answer(StunTransactionId id, string password, TransportAddress mapped)
    {
        var buffer = new byte[200];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingSuccess, id);
        writer.AddXorMappedAddress(mapped);
        writer.AddIntegrity(Encoding.ASCII.GetBytes(password));
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }

    private static byte[] Write(string? username, string? password, Attributes? extra = null, uint priority = 100)
    {
        var buffer = new byte[300];
        var writer = new StunMessageWriter(buffer, StunMessageType.BindingRequest, Id);
        if (username is not null) writer.Add(StunAttributeType.Username, Encoding.ASCII.GetBytes(username));
        writer.AddUInt32(StunAttributeType.Priority, priority);
        writer.AddUInt64(StunAttributeType.IceControlling, 1);
        extra?.Invoke(ref writer);
        if (password is not null) writer.AddIntegrity(Encoding.ASCII.GetBytes(password));
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }

    private byte[] Request(Attributes? extra = null, uint priority = 100) => Write($"{_agent.LocalUfrag}:peer", _agent.LocalPassword, extra, priority);

    private void Nominate(int port, uint priority)
    {
        _agent.HandleDatagram(_now, Here, There.WithPort(port), Request(static (ref w) => w.AddFlag(StunAttributeType.UseCandidate), priority));
        while (_agent.TryPollTransmit(_buffer, out var transmit))
        {
            StunMessageReader.Parse(_buffer.AsSpan(0, transmit.Length), out var message);
            if (message.Type != StunMessageType.BindingRequest) continue;
            _agent.HandleDatagram(_now, Here, transmit.Remote, Answer(message.TransactionId, "the peer's password, long", Here));
        }
    }

    private IceDatagramStatus Receive(byte[] datagram) => _agent.HandleDatagram(_now, Here, There, datagram);

    private StunMessageReader PollAnswer(out IceTransmit transmit)
    {
        Assert.True(_agent.TryPollTransmit(_buffer, out transmit));
        Assert.Equal(StunParseStatus.Ok, StunMessageReader.Parse(_buffer.AsSpan(0, transmit.Length), out var answer));
        return answer;
    }

    private void AssertError(int code, IceDatagramStatus status, byte[] request)
    {
        Assert.Equal(status, Receive(request));
        var answer = PollAnswer(out _);
        Assert.Equal(StunMessageType.BindingError, answer.Type);
        Assert.True(answer.TryGetErrorCode(out var actual));
        Assert.Equal(code, actual);
        Assert.False(answer.TryGetAttribute(StunAttributeType.MessageIntegrity, out _));
    }
}
