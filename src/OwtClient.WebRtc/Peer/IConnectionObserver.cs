using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Ice;

namespace OwtClient.WebRtc.Peer;

/// <summary>Hears what happens to a connection. Called with its lock held: only notes and posts.</summary>
internal interface IConnectionObserver
{
    void HandleConnectionState(PeerConnectionState state);

    void HandleIceState(IceConnectionState state);

    void HandleKeyFrameRequest(SendLayer layer);

    /// <summary>A candidate was found after the host candidates.</summary>
    void HandleCandidate(Candidate candidate);

    void HandleGatheringDone();
}
