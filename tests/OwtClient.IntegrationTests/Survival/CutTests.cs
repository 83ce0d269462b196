using System.Globalization;
using OwtClient.Reconnection;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Texts on both sides of a cut.</summary>
public sealed class CutTests
{
    private const int Texts = 1000;

    private static readonly IEnumerable<string> All = Enumerable.Range(0, Texts).Select(i => i.ToString(CultureInfo.InvariantCulture));

    /// <summary>The cut lasts 5 s in the long run, else until all is said.</summary>
    [Fact]
    public async Task TextsDuringACut_ComeAllOnce_InOrder_BothWays()
    {
        await using var conference = await StartAsync();
        var (ada, bob) = (await conference.JoinAsync("ada"), await conference.JoinAsync("bob"));
        var (toAda, toBob) = (new TextLog(ada, () => bob.Self?.Id), new TextLog(bob, () => ada.Self?.Id));
        var reconnecting = NextAsync<ReconnectingEventArgs>(h => bob.Reconnecting += h);
        var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
        conference.Server.Faults.RefuseSockets(Soak.IsOn ? TimeSpan.FromSeconds(5) : Patience);
        conference.Server.Faults.DropSockets("bob");
        await reconnecting;

        var waiting = All.Select(text => bob.SendAsync(text, cancellationToken: Stop)).ToArray();
        foreach (var text in All) await ada.SendAsync(text, cancellationToken: Stop);
        Assert.False(reconnected.IsCompleted);
        if (!Soak.IsOn) conference.Server.Faults.RefuseSockets(TimeSpan.Zero);

        Assert.Equal((ReconnectKind.Resumed, 0L), ((await reconnected).Kind, (await reconnected).LostNotifications));
        await Task.WhenAll(waiting);
        await ada.SendAsync("end", cancellationToken: Stop);
        await bob.SendAsync("end", cancellationToken: Stop);
        await Task.WhenAll(toAda.WaitForAsync(Texts + 1), toBob.WaitForAsync(Texts + 1));
        Assert.Equal([.. All, "end"], toBob.Texts);
        Assert.Equal([.. All, "end"], toAda.Texts);
    }

    /// <summary>
    /// Cuts in the middle of talking: what comes is complete; of what was just being sent nobody knows whether it arrived, and it is said.
    /// </summary>
    [Fact]
    public async Task CutsWhileTalking_LoseNothingUnsaid_AndRepeatNothing()
    {
        await using var conference = await StartAsync();
        var (ada, bob) = (await conference.JoinAsync("ada"), await conference.JoinAsync("bob"));
        var (toAda, toBob) = (new TextLog(ada, () => bob.Self?.Id), new TextLog(bob, () => ada.Self?.Id));
        var inDoubt = new HashSet<string>();
        var talking = Task.WhenAll(AdaTalksAsync(), BobTalksAsync());
        for (var cut = 1; cut <= 5; cut++)
        {
            await toBob.WaitForAsync(cut * Texts / 10);
            var reconnected = NextAsync<ReconnectedEventArgs>(h => bob.Reconnected += h);
            conference.Server.Faults.DropSockets("bob");
            Assert.Equal(0, (await reconnected).LostNotifications);
        }

        await talking;
        await bob.SendAsync("end", cancellationToken: Stop);
        await toBob.WaitForAsync(Texts);
        await NextTextAsync(toAda, "end");
        Assert.Equal(All, toBob.Texts);
        Assert.InRange(inDoubt.Count, 0, 5);
        Assert.Equal(All.Where(text => !inDoubt.Contains(text)), toAda.Texts.Where(text => text != "end" && !inDoubt.Contains(text)));
        Assert.Equal(toAda.Texts.Distinct(), toAda.Texts);

        async Task AdaTalksAsync()
        {
            foreach (var text in All) await ada.SendAsync(text, cancellationToken: Stop);
        }

        async Task BobTalksAsync()
        {
            foreach (var text in All)
            {
                try
                {
                    await bob.SendAsync(text, cancellationToken: Stop);
                }
                catch (ConferenceException e) when (e.Error == ConferenceError.SignalingFailed)
                {
                    inDoubt.Add(text);
                }
            }
        }
    }

    private static async Task NextTextAsync(TextLog log, string last)
    {
        while (log.Texts is not [.., var text] || text != last) await log.WaitForAsync(log.Texts.Count + 1);
    }
}
