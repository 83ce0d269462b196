using System.Collections.Concurrent;

namespace OwtClient.WebRtc.Tests.Peer;

/// <summary>Two peer connections over loopback, with signaling by method call.</summary>
internal sealed class ConnectedPair : IAsyncDisposable
{
    private readonly bool _ownsFactories;

    public ConnectedPair(PeerConnectionFactory? offering = null, PeerConnectionFactory? answering = null, PeerConnectionOptions? options = null)
    {
        _ownsFactories = offering is null;
        OffererFactory = offering ?? CreateFactory();
        AnswererFactory = answering ?? CreateFactory();
        Offerer = OffererFactory.CreatePeerConnection(options);
        Answerer = AnswererFactory.CreatePeerConnection(options);
        Trickle(Offerer, Answerer);
        Trickle(Answerer, Offerer);
    }

    public PeerConnectionFactory OffererFactory { get; }

    public PeerConnectionFactory AnswererFactory { get; }

    public PeerConnection Offerer { get; }

    public PeerConnection Answerer { get; }

    public static PeerConnectionFactory CreateFactory() => new(new PeerConnectionFactoryOptions { LoopbackOnly = true });

    /// <summary>Offer, answer, and both applied. <paramref name="answer"/> shapes the answerer's transceivers before it answers,
    /// <paramref name="rewriteOffer"/> changes the offer on its way.</summary>
    public async Task NegotiateAsync(Action<PeerConnection>? answer = null, Func<string, string>? rewriteOffer = null)
    {
        var token = TestContext.Current.CancellationToken;
        var offer = await Offerer.CreateOfferAsync(token);
        await Offerer.SetLocalDescriptionAsync(offer, token);
        await Answerer.SetRemoteDescriptionAsync(rewriteOffer is null ? offer : offer with { Sdp = rewriteOffer(offer.Sdp) }, token);
        answer?.Invoke(Answerer);
        var answered = await Answerer.CreateAnswerAsync(token);
        await Answerer.SetLocalDescriptionAsync(answered, token);
        await Offerer.SetRemoteDescriptionAsync(answered, token);
        FlushCandidates();
    }

    public Task ConnectedAsync() => Task.WhenAll(
        ReachAsync(Offerer, PeerConnectionState.Connected), ReachAsync(Answerer, PeerConnectionState.Connected));

    /// <summary>Completes when the connection is in a state, without asking for it again and again.</summary>
    public static async Task ReachAsync(PeerConnection connection, PeerConnectionState state)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, PeerConnectionState now)
        {
            if (now == state) reached.TrySetResult();
        }

        connection.ConnectionStateChanged += Look;
        Look(null, connection.ConnectionState);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        connection.ConnectionStateChanged -= Look;
    }

    public async ValueTask DisposeAsync()
    {
        await Offerer.DisposeAsync();
        await Answerer.DisposeAsync();
        if (!_ownsFactories) return;
        await OffererFactory.DisposeAsync();
        await AnswererFactory.DisposeAsync();
    }

    private readonly ConcurrentQueue<(PeerConnection To, IceCandidate Candidate)> _waiting = new();
    private volatile bool _flowing;

    private void Trickle(PeerConnection from, PeerConnection to) => from.IceCandidateGathered += (_, candidate) =>
    {
        _waiting.Enqueue((to, candidate));
        if (_flowing) FlushCandidates();
    };

    private void FlushCandidates()
    {
        _flowing = true;
        while (_waiting.TryDequeue(out var item))
        {
            try
            {
                item.To.AddIceCandidateAsync(item.Candidate);
            }
            catch (ObjectDisposedException)
            {
                return; // the test ended while candidates were on their way
            }
        }
    }
}
