using System.Text;
using CustomSignaling;
using OwtClient;

// A token tells where the portal is; this one points nowhere, since nothing is connected.
var token = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"tokenId":"1","host":"portal.invalid:8080","secure":true,"signature":""}"""));

await using var signaling = new InMemorySignaling(Console.Out);
await using var client = new ConferenceClient(new ConferenceClientOptions(), signaling);
var answered = new TaskCompletionSource();
client.ParticipantJoined += (_, e) => Console.WriteLine($"    {e.Participant.User} joined");
client.MessageReceived += (_, e) =>
{
    Console.WriteLine($"    {e.From} says: {e.Text}");
    answered.TrySetResult();
};

var info = await client.JoinAsync(token);
Console.WriteLine($"    joined {info.RoomId} as {info.Self.User}");
await client.SendAsync("Hello, Bob!", to: "bob-1");
await answered.Task.WaitAsync(TimeSpan.FromSeconds(5));
await client.LeaveAsync();
Console.WriteLine($"    left; the client is {client.State}");
