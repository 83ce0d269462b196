using OwtClient.Conference;
using OwtClient.Signaling;
using OwtClient.Streams;

namespace OwtClient.Tests;

public class ConferenceClientEventTests
{
    private static CancellationToken Token => TestConference.Token;

    [Fact]
    public async Task Events_ComeInTheOrderOfTheNotifications()
    {
        await using var conference = await TestConference.JoinAsync();
        var events = new List<string>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Client.ParticipantJoined += (_, e) => events.Add($"joined {e.Participant.User}");
        conference.Client.ParticipantLeft += (_, e) => events.Add($"left {e.Participant.User}");
        conference.Client.StreamUpdated += (_, e) => events.Add($"updated {e.Stream.Id} {e.Update}");
        conference.Client.StreamEnded += (_, e) => events.Add($"ended {e.Stream.Id}");
        conference.Client.MessageReceived += (_, e) =>
        {
            events.Add($"{e.From} {e.IsPrivate} {e.Text}");
            if (e.Text == "last") last.SetResult();
        };

        conference.Signaling.Push("participant", """{"action":"join","data":{"id":"eve","user":"Eve","role":"viewer"}}""");
        conference.Signaling.Push("stream", """{"id":"x","status":"update","data":{"field":"video.status","value":"inactive"}}""");
        conference.Signaling.Push("text", """{"from":"eve","to":"me","message":{"a":1}}""");
        conference.Signaling.Push("stream", """{"id":"x","status":"remove"}""");
        conference.Signaling.Push("participant", """{"action":"leave","data":"eve"}""");
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"last"}""");
        await last.Task.WaitAsync(Token);

        Assert.Equal(["joined Eve", "updated x Status", "eve True {\"a\":1}", "ended x", "left Eve", "bob False last"], events);
        Assert.Equal(["me", "bob"], conference.Client.Participants.Select(p => p.Id));
        Assert.Empty(conference.Client.RemoteStreams);
    }

    [Fact]
    public async Task HandlerThatThrows_IsLoggedAndDoesNotStopTheNext()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.ExpectedErrors = 1;
        conference.Client.ParticipantLeft += (_, _) => throw new InvalidOperationException("mine");
        var text = TestConference.NextAsync<MessageReceivedEventArgs>(h => conference.Client.MessageReceived += h);
        conference.Signaling.Push("participant", """{"action":"leave","data":"bob"}""");
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"on"}""");
        Assert.Equal("on", (await text).Text);
    }

    /// <summary>More than the event queue holds while a handler dawdles: all come, in order.</summary>
    [Fact]
    public async Task SlowHandler_LosesNothing()
    {
        await using var conference = await TestConference.JoinAsync();
        using var gate = new SemaphoreSlim(0);
        var seen = new List<int>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Client.MessageReceived += (_, e) =>
        {
            if (seen.Count == 0) gate.Wait(Token);
            seen.Add(e.Message.GetInt32());
            if (seen.Count == 3000) all.SetResult();
        };
        for (var i = 0; i < 3000; i++) conference.Signaling.Push("text", $$$"""{"from":"bob","to":"all","message":{{{i}}}}""");
        gate.Release();
        await all.Task.WaitAsync(Token);
        Assert.Equal(Enumerable.Range(0, 3000), seen);
    }

    [Fact]
    public async Task Send_ToAllAndToOne()
    {
        await using var conference = await TestConference.JoinAsync();
        await conference.Client.SendAsync("hello", cancellationToken: Token);
        await conference.Client.SendAsync("psst", "bob", Token);
        Assert.Equal(
            ["""{"to":"all","message":"hello"}""", """{"to":"bob","message":"psst"}"""],
            conference.Signaling.Requests.Where(r => r.Name == "text").Select(r => r.Data!.Value.GetRawText()));
        conference.Signaling.On("text", request => request.Refuse("Target participant does NOT exist: bob"));
        Assert.Equal(ConferenceError.Rejected, (await Assert.ThrowsAsync<ConferenceException>(() => conference.Client.SendAsync("?", "bob", Token))).Error);
        await Assert.ThrowsAsync<ArgumentException>(() => conference.Client.SendAsync("?", "", Token));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17.5")]
    [InlineData("""[1,null,"two"]""")]
    [InlineData("""{"type":"raise-hand","since":{"s":12}}""")]
    public async Task SendJson_SendsTheValueAsItIs(string json)
    {
        await using var conference = await TestConference.JoinAsync();
        using var message = System.Text.Json.JsonDocument.Parse(json);
        await conference.Client.SendJsonAsync(message.RootElement, "bob", Token);
        Assert.Equal($$"""{"to":"bob","message":{{json}}}""", conference.Signaling.Requests[^1].Data!.Value.GetRawText());
        await Assert.ThrowsAsync<ArgumentException>(() => conference.Client.SendJsonAsync(default, cancellationToken: Token));
    }

    [Theory]
    [InlineData(DisconnectReason.Left, SessionEndReason.Left)]
    [InlineData(DisconnectReason.Dropped, SessionEndReason.Disconnected)]
    [InlineData(DisconnectReason.ConnectionLost, SessionEndReason.Disconnected)]
    public async Task TheEnd_EndsEverythingAndSaysWhy(DisconnectReason how, SessionEndReason reason)
    {
        await using var conference = await TestConference.JoinAsync();
        var events = new List<string>();
        var publication = await conference.Client.PublishAsync(conference.Camera, cancellationToken: Token);
        publication.Ended += (_, e) => events.Add($"publication {e.Reason}");
        conference.Client.StateChanged += (_, e) => events.Add($"state {e.NewState}");
        conference.Client.Disconnected += (_, e) => events.Add($"disconnected {e.Reason}");
        var over = TestConference.NextAsync<DisconnectedEventArgs>(h => conference.Client.Disconnected += h);

        if (how == DisconnectReason.Left) await conference.Client.LeaveAsync(Token);
        else if (how == DisconnectReason.Dropped) conference.Signaling.Push("drop", "null");
        else conference.Signaling.LoseConnection(SignalingDisconnectReason.PingTimeout);
        await over;

        Assert.Equal([$"publication {reason}", "state Ready", $"disconnected {how}"], events);
        Assert.False(conference.Signaling.IsConnected);
        Assert.Equal(how == DisconnectReason.Left, conference.RequestNames.Contains("logout"));
        Assert.DoesNotContain("unpublish", conference.RequestNames);
        await conference.Client.JoinAsync(OwtClient.Testing.FakePortal.CreateToken(), Token);
    }

    [Fact]
    public async Task Dispose_FromAHandler_DoesNotWaitForItself()
    {
        var conference = await TestConference.JoinAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        conference.Client.MessageReceived += async (_, _) =>
        {
            await conference.Client.DisposeAsync();
            done.SetResult();
        };
        conference.Signaling.Push("text", """{"from":"bob","to":"all","message":"go"}""");
        await done.Task.WaitAsync(Token);
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }

    [Fact]
    public async Task LogoutNeverAnswered_LeavesAllTheSame()
    {
        await using var conference = await TestConference.JoinAsync();
        conference.Signaling.On("logout", _ => { });
        var leaving = conference.Client.LeaveAsync(Token);
        await conference.Signaling.WaitForRequestAsync("logout", 1, Token);
        conference.Time.Advance(TimeSpan.FromSeconds(15));
        await leaving;
        Assert.Equal(ClientState.Ready, conference.Client.State);
    }
}
