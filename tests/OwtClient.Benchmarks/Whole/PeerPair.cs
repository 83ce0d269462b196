using System.Diagnostics;
using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>Two connected peers: the offerer sends sound and pictures, the answerer receives them.</summary>
internal sealed class PeerPair : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private PeerPair(PeerConnection offerer, PeerConnection answerer) => (Offerer, Answerer) = (offerer, answerer);

    public PeerConnection Offerer { get; }

    public PeerConnection Answerer { get; }

    public RtpSender AudioSender => (RtpSender)Offerer.Transceivers[0].Sender;

    public RtpSender VideoSender => (RtpSender)Offerer.Transceivers[1].Sender;

    public RtpReceiver AudioReceiver => (RtpReceiver)Answerer.Transceivers[0].Receiver;

    public RtpReceiver VideoReceiver => (RtpReceiver)Answerer.Transceivers[1].Receiver;

    /// <summary>From creating the offer to both connected.</summary>
    public TimeSpan ConnectTime { get; private set; }

    public static async Task<PeerPair> ConnectAsync(PeerFactories factories)
    {
        var pair = new PeerPair(factories.Offering.CreatePeerConnection(), factories.Answering.CreatePeerConnection());
        await pair.ConnectAsync();
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await Offerer.DisposeAsync();
        await Answerer.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        var connected = Task.WhenAll(Reach(Offerer), Reach(Answerer));
        Offerer.AddTransceiver(MediaKind.Audio, new() { Direction = TransceiverDirection.SendOnly });
        Offerer.AddTransceiver(MediaKind.Video, new() { Direction = TransceiverDirection.SendOnly });
        var started = Stopwatch.GetTimestamp();

        // Candidates travel with the descriptions as far as they are known, later ones by themselves.
        var (toAnswerer, toOfferer) = (new CandidateMail(Answerer), new CandidateMail(Offerer));
        Offerer.IceCandidateGathered += (_, candidate) => toAnswerer.Post(candidate);
        Answerer.IceCandidateGathered += (_, candidate) => toOfferer.Post(candidate);
        var offer = await Offerer.CreateOfferAsync();
        await Offerer.SetLocalDescriptionAsync(offer);
        await Answerer.SetRemoteDescriptionAsync(Offerer.LocalDescription!);
        toAnswerer.Open();
        var answer = await Answerer.CreateAnswerAsync();
        await Answerer.SetLocalDescriptionAsync(answer);
        await Offerer.SetRemoteDescriptionAsync(Answerer.LocalDescription!);
        toOfferer.Open();
        await connected.WaitAsync(Patience);
        ConnectTime = Stopwatch.GetElapsedTime(started);
    }

    private static Task Reach(PeerConnection connection)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionStateChanged += (_, state) =>
        {
            if (state == PeerConnectionState.Connected) reached.TrySetResult();
            else if (state is PeerConnectionState.Failed or PeerConnectionState.Closed) reached.TrySetException(new InvalidOperationException($"{state}"));
        };
        return reached.Task;
    }
}
