using OwtClient.Server.Faults;
using OwtClient.Server.Tests.Portal;

namespace OwtClient.Server.Tests.Faults;

/// <summary>What rules do to requests, acks and notifications, in virtual time.</summary>
public class FaultRulesTests
{
    private static readonly object Hello = new { to = "all", message = "hello" };
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PortalFixture _portal = new();

    [Fact]
    public void LostRequest_IsNotCarriedOut_AndTheNextOneIs()
    {
        var (ada, bob) = Join();
        _portal.Faults.Add(FaultRule.LoseRequest("text"));

        Assert.Null(ada.Request("text", Hello));
        Assert.Empty(bob.Received);
        Assert.Equal("""["ok"]""", ada.RequestText("text", Hello));
    }

    [Fact]
    public void RefusedRequest_GetsTheText_AndIsNotCarriedOut()
    {
        var (ada, bob) = Join();
        _portal.Faults.Add(FaultRule.Refuse("text", "Too tired"));

        Assert.Equal("""["error","Too tired"]""", ada.RequestText("text", Hello));
        Assert.Empty(bob.Received);
    }

    [Fact]
    public void LostAck_IsMissing_ButTheRequestIsCarriedOut()
    {
        var (ada, bob) = Join();
        var fault = _portal.Faults.Add(FaultRule.LoseAck("text"));

        Assert.Null(ada.Request("text", Hello));
        Assert.Single(bob.Received);
        Assert.Equal((1, true), (fault.FiredCount, fault.IsSpent));
    }

    [Fact]
    public void SwallowedLoginAck_LeavesAGhostInTheRoom()
    {
        _portal.Faults.Add(FaultRule.LoseAck("login") with { Participant = "ada" });

        Assert.Null(_portal.Connect().Request("login", PortalFixture.LoginRequest(_portal.CreateToken("ada"))));

        Assert.Equal("ada", Assert.Single(_portal.Room.Participants).User);
    }

    [Fact]
    public void DelayedAck_ComesAfterTheDelay()
    {
        var (ada, _) = Join();
        _portal.Faults.Add(FaultRule.DelayAck("text", Second));

        Assert.Null(ada.Request("text", new { to = "all", message = "hello" }));
        _portal.Time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain("ack text", ada.Received);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Contains("ack text", ada.Received);
    }

    [Fact]
    public void LostEvent_WasNeverThere_NotEvenForRelogin()
    {
        var (ada, bob) = Join();
        _portal.Faults.Add(FaultRule.LoseEvent("text") with { Participant = bob.Id });

        ada.Request("text", Hello);

        Assert.Empty(bob.Received);
        Assert.Contains(ada.Received, line => line.StartsWith("text", StringComparison.Ordinal));
        var messages = _portal.Connect().Request(
            "relogin", bob.LoginResult.GetProperty("reconnectionTicket").GetString())![1].GetProperty("messages");
        Assert.Equal(0, messages.GetArrayLength());
    }

    [Fact]
    public void DelayedEvent_IsOvertakenByLaterOnes()
    {
        var (ada, bob) = Join();
        _portal.Faults.Add(FaultRule.DelayEvent("text", Second) with { Participant = "bob" });

        ada.Request("text", new { to = "all", message = 1 });
        ada.Request("text", new { to = "all", message = 2 });
        _portal.Time.Advance(Second);

        Assert.Equal([2, 1], bob.Received.Select(line => line[^2] - '0'));
    }

    [Fact]
    public void Rules_ActInTheOrderOfAdding_OneOnEachOccasion()
    {
        var (ada, _) = Join();
        var first = _portal.Faults.Add(FaultRule.Refuse("text", "first") with { Skip = 1, Count = 2 });
        _portal.Faults.Add(FaultRule.Refuse("text", "second") with { Count = null });

        var answers = Enumerable.Range(0, 5).Select(_ => ada.Request("text", Hello)![1].GetString());

        Assert.Equal(["second", "first", "first", "second", "second"], answers);
        Assert.Equal(2, first.FiredCount);
    }

    [Fact]
    public void RuleTakenBack_DoesNothingMore()
    {
        var (ada, _) = Join();
        var fault = _portal.Faults.Add(FaultRule.Refuse("text", "no") with { Count = null });
        Assert.Equal("""["error","no"]""", ada.RequestText("text", Hello));

        fault.Dispose();

        Assert.Equal("""["ok"]""", ada.RequestText("text", Hello));
        Assert.Empty(_portal.Faults.All);
    }

    [Fact]
    public async Task WaitAsync_CompletesWhenTheRuleHasActedOftenEnough()
    {
        var (ada, _) = Join();
        var fault = _portal.Faults.Add(FaultRule.LoseAck("text") with { Count = 3 });
        var twice = fault.WaitAsync(2, TestContext.Current.CancellationToken);

        ada.Request("text", Hello);
        Assert.False(twice.IsCompleted);
        ada.Request("text", Hello);

        await twice.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(fault.WaitAsync(1, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public void NeverReady_LosesTheSessionsReadiness_NotTheTransports()
    {
        var (ada, _) = Join();
        var fault = _portal.Faults.Add(FaultRule.NeverReady());
        var id = PortalFixture.RequestPublish(ada);
        ada.Received.Clear();

        _portal.ReportReady(id);

        Assert.Equal([$$"""progress {"id":"{{id}}","status":"ready"}"""], ada.Received);
        Assert.True(fault.IsSpent);
    }

    [Fact]
    public void FailAfterReady_EndsTheSessionRightAfterItsReadiness()
    {
        var (ada, _) = Join();
        _portal.Faults.Add(FaultRule.FailAfterReady("No available video format") with { Participant = "ada" });
        var id = PortalFixture.RequestPublish(ada);
        ada.Received.Clear();

        _portal.ReportReady(id);
        _portal.Time.Advance(Second);

        Assert.Equal(
            [
                $$"""progress {"id":"{{id}}","status":"ready"}""",
                $$"""progress {"id":"{{id}}","sessionId":"{{id}}","status":"ready"}""",
                $$"""progress {"id":"{{id}}","sessionId":"{{id}}","status":"error","data":"No available video format"}""",
            ],
            ada.Received);
        Assert.Empty(_portal.Room.Describe().Sessions);
    }

    [Fact]
    public void NeverAnswer_LosesTheAnswerOnly()
    {
        var (ada, _) = Join();
        _portal.Faults.Add(FaultRule.NeverAnswer());
        var id = PortalFixture.RequestPublish(ada);
        ada.Received.Clear();

        _portal.Media.Events.OnAnswer(id, "v=0\r\n");
        _portal.Media.Events.OnTransportReady(id);

        Assert.Equal([$$"""progress {"id":"{{id}}","status":"ready"}"""], ada.Received);
    }

    [Fact]
    public void AnswerWithoutCodecs_KeepsTheSectionsAndTheirTransport()
    {
        var (ada, _) = Join();
        _portal.Faults.Add(FaultRule.AnswerWithoutCodecs());
        var id = PortalFixture.RequestPublish(ada);
        ada.Received.Clear();

        _portal.Media.Events.OnAnswer(
            id, "v=0\r\nm=video 1 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:1\r\na=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=fmtp:97 x=y\r\n");

        Assert.Contains("""v=0\r\nm=video 1 UDP/TLS/RTP/SAVPF \r\na=mid:1\r\n""", Assert.Single(ada.Received));
    }

    [Fact]
    public void CrashedNode_EndsItsSessionsWithNodeLost_AndTheirSubscribersWithSourceLoss()
    {
        var (ada, bob) = Join();
        var id = _portal.Publish(ada, bob);
        var subscription = PortalFixture.RequestSubscribe(bob, id)![1].GetProperty("id").GetString();
        bob.Received.Clear();

        Assert.Equal(1, _portal.Room.CrashSessions([id]));

        Assert.Equal([$$"""progress {"id":"{{id}}","sessionId":"{{id}}","status":"error","data":"Node lost"}"""], ada.Received);
        Assert.Equal(
            [$$"""progress {"id":"{{subscription}}","sessionId":"{{subscription}}","status":"error","data":"Source stream loss"}"""],
            bob.Received);
        Assert.Contains($"silence {id}", _portal.Media.Calls);
        Assert.Empty(_portal.Room.Describe().Sessions);
    }

    [Fact]
    public void CrashOfAllNodes_EndsEverythingWithNodeLost()
    {
        var (ada, bob) = Join();
        var id = _portal.Publish(ada, bob);
        PortalFixture.RequestSubscribe(bob, id);

        Assert.Equal(2, _portal.Room.CrashSessions([]));

        Assert.Contains(bob.Received, line => line.Contains("Node lost", StringComparison.Ordinal));
        Assert.DoesNotContain(bob.Received, line => line.Contains("Source stream loss", StringComparison.Ordinal));
    }

    [Fact]
    public void ExpiredTickets_AreExpired_AndThoseIssuedLaterAreGood()
    {
        var (ada, _) = Join();
        var old = ada.LoginResult.GetProperty("reconnectionTicket").GetString();
        _portal.Portal.Find("ada").Single().ExpireTickets();
        var fresh = ada.Request("refreshReconnectionTicket")![1].GetString();

        Assert.Equal("""["error","Ticket is expired"]""", _portal.Connect().RequestText("relogin", old));
        Assert.Equal("ok", _portal.Connect().Request("relogin", fresh)![0].GetString());
    }

    [Theory]
    [InlineData(FaultAct.DelayAck, 0, 1)]
    [InlineData(FaultAct.LoseAck, -1, 1)]
    [InlineData(FaultAct.LoseAck, 0, 0)]
    [InlineData(FaultAct.RefuseRequest, 0, 1)]
    [InlineData((FaultAct)99, 0, 1)]
    public void RuleThatMakesNoSense_IsAnArgumentException(FaultAct act, int skip, int count) =>
        Assert.ThrowsAny<ArgumentException>(() => _portal.Faults.Add(new FaultRule(act) { Skip = skip, Count = count }));

    private (MemoryConnection Ada, MemoryConnection Bob) Join()
    {
        var (ada, bob) = (_portal.Join("ada"), _portal.Join("bob"));
        ada.Received.Clear();
        bob.Received.Clear();
        return (ada, bob);
    }
}
