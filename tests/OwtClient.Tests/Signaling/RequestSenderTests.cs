using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Signaling;
using OwtClient.Testing;

namespace OwtClient.Tests.Signaling;

public class RequestSenderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each connection that comes is gone before the request can leave: it waits on, within its own limit.</summary>
    [Fact]
    public async Task ConnectionsThatAreGoneAgain_KeepARequestWaiting()
    {
        await using var signaling = new FakeSignaling();
        signaling.On("text", request => request.Acknowledge());
        var requests = new RequestSender(signaling, TimeSpan.FromSeconds(15), new FakeTimeProvider());
        requests.Gate.Hold();
        var sending = requests.SendAsync("text", JsonSerializer.SerializeToElement("hello"), late: null, Token);
        for (var i = 0; i < 3; i++)
        {
            await requests.Gate.DrainAsync(requests.Gate.BeginOpening(), Token);
            requests.Gate.Hold();
        }

        await signaling.ConnectAsync(new Uri("https://portal.example"), Token);
        await requests.Gate.DrainAsync(requests.Gate.BeginOpening(), Token);
        await sending;
        Assert.Single(signaling.Requests);
    }
}
