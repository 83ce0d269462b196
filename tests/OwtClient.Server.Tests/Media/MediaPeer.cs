using System.Text.Json;
using OwtClient.Server.Media;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Media;

/// <summary>A client's peer connection to a media agent, over loopback, with signaling by method call.</summary>
internal sealed class MediaPeer(MediaAgent agent, PeerConnectionFactory factory, string id) : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PeerConnection Connection { get; } = factory.CreatePeerConnection(new PeerConnectionOptions());

    /// <summary>Its transport, and its only session.</summary>
    public string Id => id;

    public void HandleAnswer(string sdp) => _answer.TrySetResult(sdp);

    /// <summary>
    /// Offers, applies the answer, sends the candidates (PROTOCOL §5.2), and waits until this side can send: the other may be up before.
    /// </summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Connection.ConnectionStateChanged += (_, state) =>
        {
            if (state == PeerConnectionState.Connected) connected.TrySetResult();
        };
        var gathered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var candidates = new List<IceCandidate>();
        Connection.IceCandidateGathered += (_, candidate) =>
        {
            if (candidate.IsEndOfCandidates) gathered.TrySetResult();
            else candidates.Add(candidate);
        };
        var offer = await Connection.CreateOfferAsync(stop);
        await Connection.SetLocalDescriptionAsync(offer, stop);
        Signal(new { type = "offer", sdp = offer.Sdp });
        await Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Answer, await _answer.Task.WaitAsync(stop)), stop);
        await gathered.Task.WaitAsync(stop);
        foreach (var candidate in candidates)
        {
            Signal(new { type = "candidate", candidate = new { sdpMid = "0", candidate = "a=" + candidate.Candidate } });
        }

        await connected.Task.WaitAsync(stop);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private void Signal(object signaling) => agent.Signal(id, JsonSerializer.SerializeToElement(signaling));
}
