using System.Text.Json;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Tests.Portal;

public class LoginTests
{
    private readonly PortalFixture _portal = new();

    [Fact]
    public void Login_IsAnsweredWithSelfRoomAndTicket_AndOthersAreTold()
    {
        var first = _portal.Join("alice");
        var second = _portal.Join("bob", "viewer");

        var result = second.LoginResult;
        Assert.Equal(
            ["user", "role", "permission", "room", "id", "reconnectionTicket"], result.EnumerateObject().Select(member => member.Name));
        Assert.Equal(second.Id, result.GetProperty("id").GetString());
        Assert.Equal(
            """{"publish":{"video":false,"audio":false},"subscribe":{"video":true,"audio":true}}""",
            result.GetProperty("permission").GetRawText());
        Assert.Equal(
            $$"""[{"id":"{{first.Id}}","user":"alice","role":"presenter"},{"id":"{{second.Id}}","user":"bob","role":"viewer"}]""",
            result.GetProperty("room").GetProperty("participants").GetRawText());
        Assert.Equal(
            ["ack login", $$$"""participant {"action":"join","data":{"id":"{{{second.Id}}}","user":"bob","role":"viewer"}}"""],
            first.Received);
        Assert.Equal(["ack login"], second.Received); // the joiner is not told of itself
    }

    [Theory]
    [InlineData("C++", true)]
    [InlineData("JavaScript", true)]
    [InlineData("CSharp", false)]
    [InlineData("c++", false)]
    public void Ticket_IsForTheFourNamedClientsOnly(string sdkType, bool expected) =>
        Assert.Equal(expected, _portal.Join(sdkType: sdkType).LoginResult.TryGetProperty("reconnectionTicket", out _));

    /// <summary>Every login that the real server refused is refused in the same words, and the connection closed.</summary>
    [Fact]
    public void RecordedRefusals_AreRepeatedWordForWord()
    {
        var compared = new List<string>();
        foreach (var (data, ack) in Transcript.Requests("errors-login-errors", "login"))
        {
            if (ack[0] != "error" || ack[1] == "Connection is in service" || !data.TryGetProperty("protocol", out _)) continue;
            var connection = _portal.Connect();
            var answer = connection.Request("login", data);
            Assert.Equal(ack[1], answer![1].GetString());
            Assert.True(connection.IsClosedByServer);
            compared.Add(ack[1]);
        }

        Assert.Equal(9, compared.Count);
    }

    [Fact]
    public void Login_WithAUsedToken_IsNeverAnswered_AndTheIdleRuleClosesTheConnection()
    {
        var token = _portal.CreateToken();
        _portal.Connect().Request("login", PortalFixture.LoginRequest(token));
        var second = _portal.Connect();

        Assert.Null(second.Request("login", PortalFixture.LoginRequest(token)));
        Assert.False(second.IsClosedByServer);
        _portal.Time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsClosedByServer);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(second.IsClosedByServer);
    }

    [Fact]
    public void Login_WithAnOldToken_IsExpired()
    {
        var token = _portal.CreateToken();
        _portal.Time.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(1));

        Assert.Equal("""["error","Expired"]""", _portal.Connect().RequestText("login", PortalFixture.LoginRequest(token)));
    }

    [Fact]
    public void SecondLoginOnAConnection_IsRefusedAndTheConnectionKept()
    {
        var connection = _portal.Join();

        Assert.Equal(
            """["error","Connection is in service"]""", connection.RequestText("login", PortalFixture.LoginRequest(_portal.CreateToken())));
        Assert.False(connection.IsClosedByServer);
    }

    [Fact]
    public void RequestsBeforeLogin_AreNotAnswered_ButLogoutAndRefreshAre()
    {
        var connection = _portal.Connect();

        string[] names = ["publish", "subscribe", "soac", "text", "unpublish", "unsubscribe", "stream-control", "subscription-control"];
        foreach (var name in names)
        {
            Assert.Null(connection.Request(name, new { id = "x" }));
        }

        Assert.Equal("""["error","Illegal request"]""", connection.RequestText("logout"));
        Assert.Equal("""["error","Illegal request"]""", connection.RequestText("refreshReconnectionTicket"));
    }

    [Fact]
    public void Logout_LeavesTheRoomAndKeepsTheConnection_WhichCanLogInAgain()
    {
        var other = _portal.Join("other");
        var connection = _portal.Join();
        other.Received.Clear();

        Assert.Equal("""["ok"]""", connection.RequestText("logout"));

        Assert.Equal([$$"""participant {"action":"leave","data":"{{connection.Id}}"}"""], other.Received);
        Assert.False(connection.IsClosedByServer);
        Assert.Equal("""["error","Participant has NOT joined"]""", connection.RequestText("text", new { to = "all", message = "x" }));
        Assert.Equal("""["error","Illegal request"]""", connection.RequestText("logout"));
        Assert.Equal("ok", connection.Request("login", PortalFixture.LoginRequest(_portal.CreateToken()))![0].GetString());
    }

    [Fact]
    public void LogoutWithAnArgument_HappensButIsNotAnswered()
    {
        var connection = _portal.Join();

        Assert.Null(connection.Request("logout", JsonSerializer.SerializeToElement<object?>(null)));
        Assert.Empty(_portal.Room.Participants);
    }

    [Fact]
    public void Login_IntoAFullRoom_IsRefused()
    {
        var portal = new PortalFixture(new RoomLimits(Participants: 1, Inputs: 1));
        portal.Join();

        Assert.Equal(
            """["error","Room is full"]""", portal.Connect().RequestText("login", PortalFixture.LoginRequest(portal.CreateToken())));
    }

    [Fact]
    public void Drop_IsNotifiedAndClosesTheConnection_AndTheOthersAreTold()
    {
        var other = _portal.Join("other");
        var connection = _portal.Join();
        other.Received.Clear();
        connection.Received.Clear();

        Assert.True(_portal.Room.Drop(connection.Id));

        Assert.Equal(["drop null"], connection.Received);
        Assert.True(connection.IsClosedByServer);
        Assert.Equal([$$"""participant {"action":"leave","data":"{{connection.Id}}"}"""], other.Received);
        Assert.False(_portal.Room.Drop(connection.Id));
    }
}
