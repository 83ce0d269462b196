using OwtClient.Channels;
using OwtClient.WebRtc;
using static OwtClient.Channels.NegotiationState;

namespace OwtClient.Tests.Channels;

public class SessionNegotiationTests
{
    private static readonly NegotiationLimits Limits = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
    private static readonly ConferenceException Error = new(ConferenceError.Rejected, "no");

    private static readonly Dictionary<string, NegotiationInput> Inputs = new()
    {
        ["Start"] = new NegotiationInput.Start(),
        ["Accepted"] = new NegotiationInput.Accepted("s", "t"),
        ["Refused"] = new NegotiationInput.Refused(Error),
        ["OfferFailed"] = new NegotiationInput.OfferFailed(Error),
        ["AnswerReceived"] = new NegotiationInput.AnswerReceived("v=0"),
        ["AnswerApplied"] = new NegotiationInput.AnswerApplied(),
        ["AnswerUnusable"] = new NegotiationInput.AnswerUnusable(Error),
        ["LocalCandidate"] = new NegotiationInput.LocalCandidate(new IceCandidate("candidate:1")),
        ["RemoteCandidate"] = new NegotiationInput.RemoteCandidate("candidate:2"),
        ["TransportReady"] = new NegotiationInput.TransportReady(),
        ["SessionReady"] = new NegotiationInput.SessionReady(),
        ["SessionFailed"] = new NegotiationInput.SessionFailed("Node lost"),
        ["Removed"] = new NegotiationInput.Removed(),
        ["PeerConnected"] = new NegotiationInput.PeerConnected(),
        ["PeerClosed"] = new NegotiationInput.PeerClosed(),
        ["PeerDisconnected"] = new NegotiationInput.PeerDisconnected(),
        ["PeerFailed"] = new NegotiationInput.PeerFailed(),
        ["ParticipationLost"] = new NegotiationInput.ParticipationLost(),
        ["Stop"] = new NegotiationInput.Stop(SessionEndReason.Stopped),
        ["TimeLimit"] = new NegotiationInput.TimeLimit(),
    };

    /// <summary>Every input in every state. A cell names the next state and the effect; a dash is an input that changes neither.</summary>
    private const string Matrix = """
                        Idle                    Requesting         Offering              Applying      Connecting                Establishing                Ready                Closed
        Start           Requesting+SendRequest  -                  -                     -             -                         -                           -                    -
        Accepted        -                       Offering+SendOffer -                     -             -                         -                           -                    Closed+RemoveOrphan
        Refused         -                       Closed+Close       -                     -             -                         -                           -                    -
        OfferFailed     -                       -                  Closed+Close          -             -                         -                           -                    -
        AnswerReceived  -                       -                  Applying+ApplyAnswer  -             -                         -                           -                    -
        AnswerApplied   -                       -                  -                     Connecting    -                         -                           -                    -
        AnswerUnusable  -                       -                  -                     Closed+Close  -                         -                           -                    -
        LocalCandidate  -                       -                  -                     -             Connecting+SendCandidate  Establishing+SendCandidate  Ready+SendCandidate  -
        RemoteCandidate -                       -                  -                     -             Connecting+AddCandidate   Establishing+AddCandidate   Ready+AddCandidate   -
        TransportReady  -                       -                  -                     -             Establishing              -                           -                    -
        SessionReady    -                       -                  -                     -             Establishing              -                           -                    -
        SessionFailed   -                       -                  Closed+Close          Closed+Close  Closed+Close              Closed+Close                Closed+Close         -
        Removed         -                       -                  Closed+Close          Closed+Close  Closed+Close              Closed+Close                Closed+Close         -
        PeerConnected   -                       -                  -                     -             -                         -                           -                    -
        PeerClosed      -                       -                  -                     -             -                         -                           -                    -
        PeerDisconnected -                      -                  -                     -             -                         -                           Ready+Interrupt      -
        PeerFailed      Closed+Close            Closed+Close       Closed+Close          Closed+Close  Closed+Close              Closed+Close                Closed+Close         -
        ParticipationLost -                     -                  Closed+Close          Closed+Close  Closed+Close              Closed+Close                Closed+Close         -
        Stop            Closed+Close            Closed+Close       Closed+Close          Closed+Close  Closed+Close              Closed+Close                Closed+Close         -
        TimeLimit       -                       -                  Closed+Close          Closed+Close  Closed+Close              Closed+Close                -                    -
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var rows = Matrix.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var cells = new TheoryData<string, string, string>();
        foreach (var row in rows[1..])
        {
            for (var column = 0; column < rows[0].Length; column++) cells.Add(rows[0][column], row[0], row[column + 1]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void EveryInputInEveryState_DoesWhatTheMatrixSays(string stateName, string inputName, string expected)
    {
        var state = Enum.Parse<NegotiationState>(stateName);
        var negotiation = In(state);

        negotiation.Handle(Inputs[inputName], TimeSpan.FromHours(1));

        var effects = Drain(negotiation);
        var actual = string.Join('+', [negotiation.State.ToString(), .. effects.Select(e => e.GetType().Name)]);
        Assert.Equal(expected == "-" ? stateName : expected, actual);
    }

    [Fact]
    public void TheMatrix_HasEveryStateAndEveryInput()
    {
        Assert.Equal(Enum.GetValues<NegotiationState>().Length * typeof(NegotiationInput).GetNestedTypes().Length, Cells().Count);
    }

    /// <summary>News of the transport, of the session and of the own side overtake each other and the answer.</summary>
    [Fact]
    public void Quirk_10_3_13_ReadinessInAnyOrder_OpensOnceAndOnlyAtTheEnd()
    {
        string[] news = ["AnswerApplied", "TransportReady", "SessionReady", "PeerConnected"];
        foreach (var order in Permutations(news))
        {
            var negotiation = In(Applying);
            for (var i = 0; i < order.Length; i++)
            {
                Assert.NotEqual(Ready, negotiation.State);
                negotiation.Handle(Inputs[order[i]], TimeSpan.Zero);
                // The transport's readiness is implied by the session's, so its own message may still be on its way.
                var known = order[..(i + 1)];
                var complete = known.Contains("AnswerApplied") && known.Contains("SessionReady") && known.Contains("PeerConnected");
                Assert.True(complete == (negotiation.State == Ready), string.Join(", ", known));
                if (complete) break;
            }

            Assert.Single(Drain(negotiation), effect => effect is NegotiationEffect.Open);
        }
    }

    [Fact]
    public void Quirk_10_3_3_CandidatesBeforeTheAnswer_AreSentInOrderWhenItIsInForce()
    {
        var negotiation = In(Requesting);
        Give(negotiation, new NegotiationInput.LocalCandidate(new IceCandidate("one")), new NegotiationInput.Accepted("s", "t"),
            new NegotiationInput.LocalCandidate(new IceCandidate("two")), new NegotiationInput.AnswerReceived("v=0"));
        Drain(negotiation);

        Give(negotiation, new NegotiationInput.AnswerApplied(), new NegotiationInput.LocalCandidate(new IceCandidate("three")));

        var sent = Drain(negotiation).Cast<NegotiationEffect.SendCandidate>().ToArray();
        Assert.Equal(["one", "two", "three"], sent.Select(s => s.Candidate.Candidate));
        Assert.All(sent, s => Assert.Equal("t", s.TransportId));
    }

    [Fact]
    public void ManyCandidatesBeforeTheAnswer_AreKeptUpToABound()
    {
        var negotiation = In(Applying);
        for (var i = 0; i < 1000; i++) negotiation.Handle(Inputs["LocalCandidate"], TimeSpan.Zero);
        negotiation.Handle(Inputs["AnswerApplied"], TimeSpan.Zero);
        Assert.Equal(64, Drain(negotiation).Count);
    }

    [Fact]
    public void ManyCandidatesOfTheServer_AreTakenUpToABound()
    {
        var negotiation = In(Ready);
        for (var i = 0; i < 1000; i++) negotiation.Handle(Inputs["RemoteCandidate"], TimeSpan.Zero);
        Assert.Equal(64, Drain(negotiation).Count);
    }

    [Theory]
    [InlineData(nameof(Offering), 10)]
    [InlineData(nameof(Applying), 10)] // since the offer
    [InlineData(nameof(Connecting), 30)]
    [InlineData(nameof(Establishing), 5)]
    public void NotYetAtTheLimit_ThenOverdue(string state, int seconds)
    {
        var negotiation = In(state);
        var limit = TimeSpan.FromSeconds(seconds);
        Assert.Equal(limit, negotiation.Deadline);

        negotiation.Handle(new NegotiationInput.TimeLimit(), limit - TimeSpan.FromTicks(1));
        Assert.Equal(state, negotiation.State.ToString());

        negotiation.Handle(new NegotiationInput.TimeLimit(), limit);
        var close = Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation)));
        Assert.Equal(ConferenceError.Timeout, close.Error!.Error);
        Assert.Equal("s", close.Remove);
        Assert.Null(negotiation.Deadline);
    }

    /// <summary>A server that drops somebody ends the transports first: the reason comes behind, on the other connection.</summary>
    [Fact]
    public void TransportClosedByTheServer_ItsWordDecides()
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.PeerClosed(), TimeSpan.FromSeconds(100));
        negotiation.Handle(new NegotiationInput.TimeLimit(), TimeSpan.FromSeconds(100.999));
        Assert.Equal(Ready, negotiation.State);
        negotiation.Handle(new NegotiationInput.Stop(SessionEndReason.Disconnected), TimeSpan.FromSeconds(100.999));
        Assert.Equal(new NegotiationEffect.Close(SessionEndReason.Disconnected, null, null, false), Assert.Single(Drain(negotiation)));
    }

    [Theory]
    [InlineData(nameof(Ready), 101)]
    [InlineData(nameof(Establishing), 5)] // its own limit comes first
    public void TransportClosedByTheServerWithoutAWord_HasFailed(string state, int seconds)
    {
        var negotiation = In(state);
        negotiation.Handle(new NegotiationInput.PeerClosed(), TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(seconds), negotiation.Deadline);
        negotiation.Handle(new NegotiationInput.TimeLimit(), TimeSpan.FromSeconds(101));
        Assert.Equal(ConferenceError.ConnectionFailed, Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation))).Error!.Error);
    }

    [Theory]
    [InlineData(nameof(Idle))]
    [InlineData(nameof(Requesting))]
    [InlineData(nameof(Ready))]
    [InlineData(nameof(Closed))]
    public void StatesThatWaitForNothingOfTheirOwn_HaveNoDeadline(string state) => Assert.Null(In(state).Deadline);

    /// <summary>What is taken off the server: whatever it made and does not know to be over.</summary>
    [Theory]
    [InlineData(nameof(Idle), "Stop", null)]
    [InlineData(nameof(Requesting), "Stop", null)] // its late reply is handled elsewhere
    [InlineData(nameof(Requesting), "Refused", null)]
    [InlineData(nameof(Offering), "Stop", "s")]
    [InlineData(nameof(Offering), "OfferFailed", "s")]
    [InlineData(nameof(Applying), "AnswerUnusable", "s")]
    [InlineData(nameof(Connecting), "PeerFailed", "s")]
    [InlineData(nameof(Ready), "PeerFailed", "s")]
    [InlineData(nameof(Ready), "Stop", "s")]
    [InlineData(nameof(Offering), "SessionFailed", null)]
    [InlineData(nameof(Ready), "SessionFailed", null)]
    [InlineData(nameof(Ready), "Removed", null)]
    public void WhenItEnds_WhatTheServerStillHasIsRemoved(string state, string input, string? removed)
    {
        var negotiation = In(state);
        negotiation.Handle(Inputs[input], TimeSpan.Zero);
        Assert.Equal(removed, Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation))).Remove);
    }

    [Theory]
    [InlineData(SessionEndReason.Left)]
    [InlineData(SessionEndReason.Disconnected)]
    public void LeavingTheConference_RemovesNothing_TheServerDoes(SessionEndReason reason)
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.Stop(reason), TimeSpan.Zero);
        Assert.Equal(new NegotiationEffect.Close(reason, null, null, false), Assert.Single(Drain(negotiation)));
    }

    [Theory]
    [InlineData(nameof(Ready), "Source stream loss", SessionEndReason.SourceEnded, null)]
    [InlineData(nameof(Connecting), "Source stream loss", null, ConferenceError.SessionFailed)]
    [InlineData(nameof(Ready), "Owner leave", SessionEndReason.Disconnected, null)] // dropped: the word of it may come behind
    [InlineData(nameof(Connecting), "Owner leave", SessionEndReason.Disconnected, null)]
    [InlineData(nameof(Ready), "No available video format", null, ConferenceError.SessionFailed)] // after ready (PROTOCOL §5.5)
    public void TheServerGivesUp_TheReasonTellsEndFromFailure(string state, string words, SessionEndReason? reason, ConferenceError? error)
    {
        var negotiation = In(state);
        negotiation.Handle(new NegotiationInput.SessionFailed(words), TimeSpan.Zero);
        var close = Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation)));
        Assert.Equal(reason, close.Reason);
        Assert.Equal(error, close.Error?.Error);
        if (error is not null) Assert.Equal(words, close.Error!.ServerText);
    }

    [Theory]
    [InlineData("Node lost", true, null)] // the server has forgotten it
    [InlineData("No available video format", false, null)]
    public void TheServerGivesUp_ALostNodeAloneIsWorthAnotherSession(string words, bool isRecoverable, string? remove)
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.SessionFailed(words), TimeSpan.Zero);
        var close = Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation)));
        Assert.Equal((isRecoverable, remove), (close.IsRecoverable, close.Remove));
    }

    [Fact]
    public void Silence_IsAnInterruption_AndAFailureASecondLater()
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.PeerDisconnected(), TimeSpan.FromSeconds(100));
        var interrupt = Assert.IsType<NegotiationEffect.Interrupt>(Assert.Single(Drain(negotiation)));
        Assert.Equal(ConferenceError.ConnectionFailed, interrupt.Error.Error);
        negotiation.Handle(new NegotiationInput.PeerDisconnected(), TimeSpan.FromSeconds(100.5)); // changes nothing
        negotiation.Handle(new NegotiationInput.TimeLimit(), TimeSpan.FromSeconds(100.999));
        Assert.Empty(Drain(negotiation));
        Assert.Equal(TimeSpan.FromSeconds(101), negotiation.Deadline);
        negotiation.Handle(new NegotiationInput.TimeLimit(), TimeSpan.FromSeconds(101));
        var close = Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation)));
        Assert.Equal((true, "s"), (close.IsRecoverable, close.Remove));
        Assert.Equal(ConferenceError.ConnectionFailed, close.Error!.Error);
    }

    [Fact]
    public void SilenceThatEnds_Continues()
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.PeerDisconnected(), TimeSpan.FromSeconds(100));
        Drain(negotiation);
        negotiation.Handle(new NegotiationInput.PeerConnected(), TimeSpan.FromSeconds(100.5));
        Assert.IsType<NegotiationEffect.Continue>(Assert.Single(Drain(negotiation)));
        Assert.Null(negotiation.Deadline);
        negotiation.Handle(new NegotiationInput.PeerConnected(), TimeSpan.FromSeconds(100.6));
        Assert.Empty(Drain(negotiation));
        Assert.Equal(Ready, negotiation.State);
    }

    /// <summary>Before media flows the limits of the negotiation hold.</summary>
    [Theory]
    [InlineData(nameof(Connecting))]
    [InlineData(nameof(Establishing))]
    public void SilenceBeforeReady_ChangesNothing(string state)
    {
        var negotiation = In(state);
        var deadline = negotiation.Deadline;
        negotiation.Handle(new NegotiationInput.PeerDisconnected(), TimeSpan.FromSeconds(1));
        Assert.Empty(Drain(negotiation));
        Assert.Equal(deadline, negotiation.Deadline);
    }

    /// <summary>The old session may still stand on the server, where anybody may remove it who knows its id (PROTOCOL §4.7).</summary>
    [Fact]
    public void ParticipationLost_RemovesTheSession_WhichMayBeRecovered()
    {
        var negotiation = In(Ready);
        negotiation.Handle(new NegotiationInput.ParticipationLost(), TimeSpan.Zero);
        var close = Assert.IsType<NegotiationEffect.Close>(Assert.Single(Drain(negotiation)));
        Assert.Equal((true, "s"), (close.IsRecoverable, close.Remove));

        var requesting = In(Requesting); // waits for the connection, and will be the new participant's
        requesting.Handle(new NegotiationInput.ParticipationLost(), TimeSpan.Zero);
        Assert.Equal(Requesting, requesting.State);
    }

    private static SessionNegotiation In(string state) => In(Enum.Parse<NegotiationState>(state));

    private static SessionNegotiation In(NegotiationState state)
    {
        var negotiation = new SessionNegotiation(Limits);
        string[] path = ["Start", "Accepted", "AnswerReceived", "AnswerApplied", "TransportReady"];
        if (state == Closed) Give(negotiation, Inputs["Stop"]);
        else if (state == Ready) Give(negotiation, [.. path.Select(p => Inputs[p]), Inputs["SessionReady"], Inputs["PeerConnected"]]);
        else Give(negotiation, [.. path[..(int)state].Select(p => Inputs[p])]);
        Assert.Equal(state, negotiation.State);
        Drain(negotiation);
        return negotiation;
    }

    private static void Give(SessionNegotiation negotiation, params NegotiationInput[] inputs)
    {
        foreach (var input in inputs) negotiation.Handle(input, TimeSpan.Zero);
    }

    private static List<NegotiationEffect> Drain(SessionNegotiation negotiation)
    {
        var effects = new List<NegotiationEffect>();
        while (negotiation.TryPollEffect(out var effect)) effects.Add(effect!);
        return effects;
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (string[])[first, .. rest]));
}
