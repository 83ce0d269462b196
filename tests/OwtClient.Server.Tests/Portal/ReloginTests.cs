using System.Text.Json;

namespace OwtClient.Server.Tests.Portal;

public class ReloginTests
{
    private readonly PortalFixture _portal = new();

    [Fact]
    public void Relogin_GivesATicketAndEverythingSinceLogin_AndTheNewConnectionServes()
    {
        var alice = _portal.Join("alice");
        var bob = _portal.Join("bob");
        alice.Break();
        bob.Request("text", new { to = "all", message = "while you were away" });

        var back = _portal.Connect();
        var ack = back.Request("relogin", Ticket(alice));

        Assert.Equal("ok", ack![0].GetString());
        Assert.True(ack[1].TryGetProperty("ticket", out _));
        Assert.Equal(
            $$$"""[{"event":"participant","data":{"action":"join","data":{"id":"{{{bob.Id}}}","user":"bob","role":"presenter"}},""" +
            "\"seq\":1}," +
            $$$"""{"event":"text","data":{"from":"{{{bob.Id}}}","to":"all","message":"while you were away"},"seq":2}]""",
            ack[1].GetProperty("messages").GetRawText());
        back.Received.Clear();
        Assert.Equal("""["ok"]""", back.RequestText("text", new { to = alice.Id, message = "back" }));
        Assert.Equal([$$"""text {"from":"{{alice.Id}}","to":"me","message":"back"}""", "ack text"], back.Received);
    }

    [Fact]
    public void Relogin_WhileTheOldConnectionLives_ClosesIt()
    {
        var alice = _portal.Join("alice");
        var back = _portal.Connect();

        Assert.Equal("ok", back.Request("relogin", Ticket(alice))![0].GetString());

        Assert.True(alice.IsClosedByServer);
        Assert.Single(_portal.Room.Participants);
        _portal.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_portal.Room.Participants); // the end of the old connection starts no grace time
    }

    [Fact]
    public void ParticipantThatComesBackInTime_StaysInTheRoom_LaterItIsGone()
    {
        var alice = _portal.Join("alice");
        alice.Break();

        _portal.Time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromMilliseconds(1));
        Assert.Single(_portal.Room.Participants);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Empty(_portal.Room.Participants);
        var back = _portal.Connect();
        Assert.Equal("""["error","Client does NOT exist"]""", back.RequestText("relogin", Ticket(alice)));
        Assert.True(back.IsClosedByServer);
    }

    [Fact]
    public void ParticipantWithoutATicket_LeavesAtOnceWhenItsConnectionBreaks()
    {
        _portal.Join(sdkType: "CSharp").Break();

        Assert.Empty(_portal.Room.Participants);
    }

    [Fact]
    public void Ticket_WorksMoreThanOnce_UntilItExpires()
    {
        var alice = _portal.Join("alice");
        Assert.Equal("ok", _portal.Connect().Request("relogin", Ticket(alice))![0].GetString());
        Assert.Equal("ok", _portal.Connect().Request("relogin", Ticket(alice))![0].GetString());

        _portal.Time.Advance(TimeSpan.FromSeconds(600) + TimeSpan.FromMilliseconds(1));

        Assert.Equal("""["error","Ticket is expired"]""", _portal.Connect().RequestText("relogin", Ticket(alice)));
    }

    [Fact]
    public void RefreshedTicket_LivesLonger()
    {
        var alice = _portal.Join("alice");
        _portal.Time.Advance(TimeSpan.FromSeconds(590));
        var fresh = alice.Request("refreshReconnectionTicket")![1].GetString();
        _portal.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("ok", _portal.Connect().Request("relogin", fresh)![0].GetString());
    }

    [Fact]
    public void Refresh_ForAClientWithoutTickets_IsRefused() =>
        Assert.Equal(
            """["error","Reconnection is not enabled."]""", _portal.Join(sdkType: "CSharp").RequestText("refreshReconnectionTicket"));

    [Fact]
    public void Relogin_OnAConnectionInService_IsRefusedAndKept()
    {
        var alice = _portal.Join("alice");

        Assert.Equal("""["error","Connection is in service"]""", alice.RequestText("relogin", Ticket(alice)));
        Assert.False(alice.IsClosedByServer);
    }

    /// <summary>
    /// The recorded tickets carry another server's signature and are long past, so only refusals that come before that count.
    /// </summary>
    [Fact]
    public void RecordedMalformedTickets_AreRefusedWordForWord()
    {
        var compared = 0;
        foreach (var (data, ack) in Transcript.Requests("errors-relogin-1.2", "relogin"))
        {
            if (ack[0] != "error" || !(ack[1].Contains("JSON") || ack[1].Contains("argument"))) continue;
            Assert.Equal(ack[1], _portal.Connect().Request("relogin", data)![1].GetString());
            compared++;
        }

        Assert.Equal(2, compared);
    }

    [Fact]
    public void TicketOfSomebodyElse_HasAWrongSignature()
    {
        var alice = _portal.Join("alice");
        var json = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Ticket(alice)));
        var forged = Convert.ToBase64String(
            System.Text.Encoding.UTF8.GetBytes(json.Replace(alice.Id, "connection9", StringComparison.Ordinal)));

        Assert.Equal("""["error","Invalid reconnection ticket signature"]""", _portal.Connect().RequestText("relogin", forged));
    }

    private static string Ticket(MemoryConnection connection) => connection.LoginResult.GetProperty("reconnectionTicket").GetString()!;
}
