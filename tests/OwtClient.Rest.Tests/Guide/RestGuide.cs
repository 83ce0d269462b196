using System.Security.Cryptography.X509Certificates;
using OwtClient.Rest.Authentication;
using OwtClient.Rest.Models;
using OwtClient.Rest.SampleService;
using OwtClient.Server;
using OwtClient.Tokens;

namespace OwtClient.Rest.Tests.Guide;

/// <summary>The code of docs/rest.md, compiled. <see cref="RestGuideTests"/> compares the two.</summary>
internal static class RestGuide
{
    public static async Task ManageAsync(string serviceId, string serviceKey, string speakerStreamId)
    {
        using var management = new OwtManagementClient(new OwtManagementOptions
        {
            Address = new Uri("https://owt.example.org:3000"),
            Credentials = new MAuthCredentials(serviceId, serviceKey),
        });
        Room room = await management.Rooms.CreateAsync("standup", new RoomOptions { ParticipantLimit = 20 });
        string token = await management.Tokens.CreateAsync(room.Id, "alice", "presenter");

        Console.WriteLine(token.Length);
        await foreach (Room each in management.Rooms.ListAsync(pageSize: 50)) Console.WriteLine($"{each.Id} {each.Name}");

        foreach (StreamInfo stream in await management.Streams.ListAsync(room.Id))
        {
            if (stream.Type == "forward") await management.Streams.MixAsync(room.Id, stream.Id, "common");
        }

        ServerSubscription recording = await management.Recordings.CreateAsync(room.Id, new SubscriptionMedia
        {
            Audio = new AudioSource($"{room.Id}-common"),
            Video = new VideoSource($"{room.Id}-common"),
        });
        await management.Recordings.ChangeVideoSourceAsync(room.Id, recording.Id, speakerStreamId);
        await management.Recordings.DeleteAsync(room.Id, recording.Id);

        try
        {
            await management.StreamingIns.CreateAsync(room.Id, new StreamingInConnection("rtsp://camera.example.org/1"));
        }
        catch (OwtManagementException e) when (e.Error == ManagementError.RoomNotFound)
        {
            Console.WriteLine("create the room first");
        }
        catch (OwtManagementException e) when (e.MayHaveCompleted)
        {
            IReadOnlyList<StreamInfo> streams = await management.Streams.ListAsync(room.Id); // it may be there all the same
            Console.WriteLine($"{e.Message}: {streams.Count} streams");
        }
    }

    public static OwtManagementOptions Pin(string serviceId, string serviceKey)
    {
        var options = new OwtManagementOptions
        {
            Address = new Uri("https://192.0.2.10:3000"),
            Credentials = new MAuthCredentials(serviceId, serviceKey),
            PinnedCertificateSha256 = "5f:3a:…", // openssl x509 -noout -fingerprint -sha256 -in cert.pem
        };
        return options;
    }

    public static async Task JoinAsync(OwtManagementClient management, Room room, ConferenceClient client, CancellationToken cancellationToken)
    {
        ITokenProvider tokens = TokenProvider.FromDelegate(new RoomTokenProvider(management, room.Id, "alice", "presenter").GetTokenAsync);
        await client.JoinAsync(await tokens.GetTokenAsync(cancellationToken), cancellationToken);
    }

    public static async Task UseSampleServiceAsync()
    {
        using var service = new SampleServiceClient(new SampleServiceOptions { Address = new Uri("http://localhost:3001") });
        string sampleToken = await service.CreateTokenAsync("alice", "presenter");
        Console.WriteLine(sampleToken.Length);
    }

    public static async Task<int> UseEmbeddedServerAsync()
    {
        await using var server = await ConferenceServer.StartAsync();
        ManagementAccount account = server.ManagementAccount!;
        using var local = new OwtManagementClient(new OwtManagementOptions
        {
            Address = server.Url,
            Credentials = new MAuthCredentials(account.ServiceId, account.ServiceKey),
        });
        return (await local.Services.ListAsync()).Count;
    }

    public static async Task<string> ServeOverTlsAsync(X509Certificate2 certificate)
    {
        await using var server = await ConferenceServer.StartAsync(new ConferenceServerOptions
        {
            Recording = new RecordingOptions { Directory = "recordings" },
            Certificate = certificate, // https and wss
        });
        return server.Url.Scheme;
    }
}
