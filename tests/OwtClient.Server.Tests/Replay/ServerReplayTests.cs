using System.Globalization;
using System.Text.Json;

namespace OwtClient.Server.Tests.Replay;

/// <summary>This server answers and notifies as the recorded OWT 5.1 server did, in all three versions of the protocol.</summary>
public class ServerReplayTests
{
    /// <summary>Their tickets say when: notBefore of the first one.</summary>
    private static readonly DateTimeOffset Recorded = DateTimeOffset.Parse("2026-11-23T00:00:00Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("raw-basic-1.0", 30)]
    [InlineData("raw-basic-1.1", 30)]
    [InlineData("raw-basic-1.2", 30)]
    [InlineData("errors-text", 13)]
    [InlineData("errors-subscribe-errors", 28)]
    [InlineData("errors-relogin-1.0", 17)]
    [InlineData("errors-relogin-1.2", 17)]
    [InlineData("errors-drop", 15)]
    [InlineData("jssdk-1.2-sio2", 25)]
    [InlineData("jssdk-1.2-sio4", 25)]
    [InlineData("jssdk-1.2-simulcast", 10, ReplayComparison.InOrderToTheEnd)]
    [InlineData("jssdk-1.2-multi", 40, ReplayComparison.KindByKindToTheEnd)]
    [InlineData("jssdk-1.2-reconnect-sio4", 5)]
    public async Task RecordedConversation_IsTheSameWithThisServer(
        string recording, int atLeast, ReplayComparison comparison = ReplayComparison.InOrder)
    {
        var lines = Transcript.Read(recording);
        var replay = new ServerReplay(lines, StartOf(lines), Deviation);

        await replay.PlayAsync(comparison);

        Assert.True(replay.Compared >= atLeast, $"{replay.Compared} requests compared");
    }

    /// <summary>
    /// docs/server.md: nothing is transcoded, and what is timed out there is refused at once, or taken where it breaks nothing here.
    /// Requests were overtaken by the logout behind them there, which cannot happen here.
    /// </summary>
    private static string? Deviation(string name, JsonElement request, string recorded)
    {
        var text = request.GetRawText();
        return name switch
        {
            "unsubscribe" when recorded.Contains("Participant has NOT joined") => """["error","Subscription does NOT exist"]""",
            "soac" when recorded.Contains("Timeout to make rpc") => """["ok"]""",
            "subscription-control" when text.Contains("x0.8") => Unsatisfied("video", "Bitrate is not acceptable"),
            "subscription-control" when text.Contains("\"framerate\":15") => Unsatisfied("video", "Resolution is not acceptable"),
            "subscribe" when request.GetProperty("media").ValueKind == JsonValueKind.Null =>
                """["error","Cannot read properties of undefined (reading \u0027map\u0027)"]""",
            "subscribe" when recorded.Contains("Timeout to make rpc") => Unsatisfied("audio", "Requested audio stream"),
            _ => null,
        };
    }

    private static string Unsatisfied(string kind, string reason) => $"""["error","Target {kind} stream does NOT satisfy:{reason}"]""";

    private static DateTimeOffset StartOf(IReadOnlyList<JsonElement> lines)
    {
        foreach (var line in lines)
        {
            if (!line.TryGetProperty("ack", out var ack) || ack.ValueKind != JsonValueKind.Array || ack.GetArrayLength() < 2) continue;
            if (ack[1].ValueKind != JsonValueKind.Object || !ack[1].TryGetProperty("reconnectionTicket", out var ticket)) continue;
            var json = JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(ticket.GetString()!));
            return DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("notBefore").GetInt64() - line.GetProperty("ackT").GetInt64());
        }

        return Recorded;
    }
}
