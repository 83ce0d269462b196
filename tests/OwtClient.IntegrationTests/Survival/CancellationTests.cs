using OwtClient.Conference;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Cancellation at each step of the conversation with the server: nothing stays, and the next try succeeds.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Join_CanceledAtEachStep_LeavesNobody()
    {
        await using var conference = await StartAsync();
        var signaling = new SteppingSignaling();
        await using var ada = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = conference.Engine }, signaling);
        var canceled = await CancelAtEachStepAsync(
            signaling,
            async stop => await ada.JoinAsync(conference.NewToken("ada"), stop),
            async isDone =>
            {
                if (isDone) await ada.LeaveAsync(Stop);
                Assert.Equal(ClientState.Ready, ada.State);
                await conference.WhenRoomAsync(room => room.Participants.Count == 0);
            });
        Assert.InRange(canceled, 3, 20); // while it connects and logs in, at the least
        await ada.JoinAsync(conference.NewToken("ada"), Stop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PublishAndSubscribe_CanceledAtEachStep_LeaveNothing(bool isPublication)
    {
        await using var conference = await StartAsync();
        var bob = await conference.JoinAsync("bob");
        var source = await bob.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var signaling = new SteppingSignaling();
        await using var ada = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = conference.Engine }, signaling);
        await ada.JoinAsync(conference.NewToken("ada"), Stop);
        var stream = await FindAsync(ada, source.Id);
        var camera = new LocalStream(new LocalVideoTrack());
        ConferenceSession? session = null;
        var canceled = await CancelAtEachStepAsync(
            signaling,
            async stop => session = isPublication
                ? await ada.PublishAsync(camera, cancellationToken: stop)
                : await ada.SubscribeAsync(stream, cancellationToken: stop),
            async isDone =>
            {
                if (isDone) await session!.StopAsync(Stop);
                await conference.WhenRoomAsync(room => room.Sessions is [var only] && only.Id == source.Id);
                Assert.False(camera.Video!.IsLive);
            });
        Assert.InRange(canceled, 6, 60); // request, offer, answer, candidates and two reports, at the least
        Assert.Equal(ClientState.Connected, ada.State);
    }

    /// <summary>Runs an operation again and again, each time canceled one step later, until it is done before its cancellation.</summary>
    /// <returns>How many times it was canceled.</returns>
    private static async Task<int> CancelAtEachStepAsync(
        SteppingSignaling signaling, Func<CancellationToken, Task> operation, Func<bool, Task> check)
    {
        for (var step = 1; ; step++)
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var isReached = 0;
            signaling.ActAt(step, () =>
            {
                Interlocked.Exchange(ref isReached, 1);
                cancellation.Cancel();
            });
            var isDone = true;
            try
            {
                await operation(cancellation.Token).WaitAsync(Patience, Stop);
            }
            catch (OperationCanceledException e) when (e.CancellationToken == cancellation.Token)
            {
                isDone = false;
            }

            var isOver = isDone && Volatile.Read(ref isReached) == 0;
            signaling.ActAt(0, () => { });
            await check(isDone);
            if (isOver) return step - 1;
        }
    }
}
