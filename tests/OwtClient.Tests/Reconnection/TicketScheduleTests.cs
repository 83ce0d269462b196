using System.Text;
using OwtClient.Reconnection;

namespace OwtClient.Tests.Reconnection;

/// <summary>PROTOCOL §3.4, §3.5.</summary>
public class TicketScheduleTests
{
    [Theory]
    [InlineData(600, 540)] // the default of servers: a minute before
    [InlineData(61, 1)]
    [InlineData(60, 50)] // less than a minute remains: ten seconds before
    [InlineData(11, 1)]
    [InlineData(10, 5)]
    [InlineData(1, 0.5)]
    public void RefreshComesBeforeTheEnd(double lifetime, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TicketSchedule.RefreshAfter(Ticket(1_795_425_649_471, 1_795_425_649_471 + (long)(lifetime * 1000))));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    public void TicketThatIsOver_IsNotRefreshed(long from, long to) => Assert.Null(TicketSchedule.RefreshAfter(Ticket(from, to)));

    [Fact]
    public void AbsurdLife_IsAWeek() =>
        Assert.Equal(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1), TicketSchedule.RefreshAfter(Ticket(long.MinValue, long.MaxValue)));

    [Theory]
    [InlineData("")]
    [InlineData("€")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("W10=")] // []
    [InlineData("e30=")] // {}
    [InlineData("eyJub3RCZWZvcmUiOiIxIiwibm90QWZ0ZXIiOjJ9")] // a text where a number belongs
    [InlineData("eyJub3RCZWZvcmUiOjFlOTksIm5vdEFmdGVyIjoyfQ==")] // 1e99
    public void UnreadableTicket_IsKeptButNotRefreshed(string ticket) => Assert.Null(TicketSchedule.RefreshAfter(ticket));

    private static string Ticket(long from, long to) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"participantId":"p","ticketId":"t","notBefore":{{from}},"notAfter":{{to}},"signature":"s"}"""));
}
