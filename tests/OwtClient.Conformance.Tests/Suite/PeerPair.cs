using System.Collections.Concurrent;
using OwtClient.WebRtc;

namespace OwtClient.Conformance.Tests.Suite;

/// <summary>Two connections over loopback whose candidates trickle.</summary>
internal sealed class PeerPair : IAsyncDisposable
{
    /// <summary>How long anything may take before a test gives up. Nothing waits for it when all is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IPeerConnectionFactory _offering;
    private readonly IPeerConnectionFactory _answering;
    private readonly ConcurrentDictionary<(IPeerConnection, PeerConnectionState), TaskCompletionSource> _reached = new();

    public PeerPair(EngineUnderTest offerer, EngineUnderTest answerer)
    {
        _offering = offerer.CreateFactory();
        _answering = answerer.CreateFactory();
        Offerer = Watch(_offering.CreatePeerConnection(new PeerConnectionOptions()));
        Answerer = Watch(_answering.CreatePeerConnection(new PeerConnectionOptions()));
    }

    public IPeerConnection Offerer { get; }

    public IPeerConnection Answerer { get; }

    /// <summary>Candidates in the order they came, of both sides.</summary>
    public ConcurrentQueue<(IPeerConnection From, IceCandidate Candidate)> Trickled { get; } = new();

    /// <summary>Exchanges descriptions; <paramref name="change"/> may alter the answer on its way.</summary>
    public async Task NegotiateAsync(Action<IPeerConnection>? beforeAnswer = null, Func<string, string>? change = null)
    {
        var offer = await Offerer.CreateOfferAsync(Stop);
        await Offerer.SetLocalDescriptionAsync(offer, Stop);
        await Answerer.SetRemoteDescriptionAsync(offer, Stop);
        beforeAnswer?.Invoke(Answerer);
        var answer = await Answerer.CreateAnswerAsync(Stop);
        await Answerer.SetLocalDescriptionAsync(answer, Stop);
        await Offerer.SetRemoteDescriptionAsync(answer with { Sdp = change?.Invoke(answer.Sdp) ?? answer.Sdp }, Stop);
        Trickle(Offerer, Answerer);
        Trickle(Answerer, Offerer);
    }

    /// <summary>Negotiates, and waits until both sides are connected.</summary>
    public async Task ConnectAsync(Action<IPeerConnection>? beforeAnswer = null)
    {
        await NegotiateAsync(beforeAnswer);
        await Task.WhenAll(ReachAsync(Offerer, PeerConnectionState.Connected), ReachAsync(Answerer, PeerConnectionState.Connected));
    }

    public Task ReachAsync(IPeerConnection connection, PeerConnectionState state) =>
        Reached(connection, state).Task.WaitAsync(Patience, Stop);

    public async ValueTask DisposeAsync()
    {
        await Offerer.DisposeAsync();
        await Answerer.DisposeAsync();
        await _offering.DisposeAsync();
        await _answering.DisposeAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TaskCompletionSource Reached(IPeerConnection connection, PeerConnectionState state) =>
        _reached.GetOrAdd((connection, state), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private IPeerConnection Watch(IPeerConnection connection)
    {
        connection.ConnectionStateChanged += (_, state) => Reached(connection, state).TrySetResult();
        connection.IceCandidateGathered += (_, candidate) => OnCandidate(connection, candidate);
        return connection;
    }

    private readonly object _gate = new();
    private readonly Dictionary<IPeerConnection, IPeerConnection> _ways = [];

    /// <summary>Candidates that came before the peer's description was set follow now, in their order; later ones go at once.</summary>
    private void Trickle(IPeerConnection from, IPeerConnection to)
    {
        lock (_gate)
        {
            _ways[from] = to;
            foreach (var (sender, candidate) in Trickled)
            {
                if (sender == from) Pass(to, candidate);
            }
        }
    }

    private void OnCandidate(IPeerConnection from, IceCandidate candidate)
    {
        lock (_gate)
        {
            Trickled.Enqueue((from, candidate));
            if (_ways.TryGetValue(from, out var to)) Pass(to, candidate);
        }
    }

    private static void Pass(IPeerConnection to, IceCandidate candidate)
    {
        try
        {
            _ = to.AddIceCandidateAsync(candidate);
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
