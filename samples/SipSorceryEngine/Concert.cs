using System.Net;
using OwtClient;
using OwtClient.Media;
using OwtClient.Server;
using OwtClient.SipSorcery;
using OwtClient.Streams;
using OwtClient.WebRtc;
using SIPSorcery.Media;

namespace SipSorceryEngine;

/// <summary>Music of a SIPSorcery endpoint, published, received, recorded and decoded by another one, on SIPSorcery's engine.</summary>
internal static class Concert
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync()
    {
        await using var server = await ConferenceServer.StartAsync();
        await using var engine = new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback });
        var options = new ConferenceClientOptions { PeerConnectionFactory = engine };

        await using var musician = new ConferenceClient(options);
        await musician.JoinAsync(server.CreateToken(null, "musician"));
        var music =
            new AudioExtrasSource(new AudioEncoder(includeOpus: true), new AudioSourceOptions { AudioSource = AudioSourcesEnum.Music });
        await using var source = new AudioSourceTrack(music);
        await using var publication = await musician.PublishAsync(new LocalStream(source.Track));
        await source.StartAsync();
        Console.WriteLine($"published {publication.Id}");

        await using var listener = new ConferenceClient(options);
        await listener.JoinAsync(server.CreateToken(null, "listener"));
        var stream = listener.RemoteStreams.Single();
        await using var toHear = await listener.SubscribeAsync(stream);
        await using var toRecord = await listener.SubscribeAsync(stream);
        using var meter = new LevelMeter();
        await using var feed = new AudioSinkFeed(toHear.Audio!, meter);
        await feed.StartAsync();

        await RecordAsync(toRecord.Audio!, "concert.webm");
        Console.WriteLine($"heard {feed.FramesDelivered} frames, the loudest at {meter.PeakDecibels:0} dB of full scale");
        return meter.PeakDecibels > -60 ? 0 : 1;
    }

    private static async Task RecordAsync(RemoteTrack track, string path)
    {
        await using var recorder = new WebMRecorder(path);
        var audio = recorder.AddTrack(MediaCodec.Opus);
        using var end = new CancellationTokenSource(Length);
        try
        {
            await audio.WriteAllAsync(track.ReadFramesAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"recorded {audio.FramesWritten} frames to {path}");
        }
    }
}
