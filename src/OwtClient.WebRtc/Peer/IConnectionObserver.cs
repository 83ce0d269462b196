using OwtClient.WebRtc.Core;

namespace OwtClient.WebRtc.Peer;

/// <summary>Hears what happens to a connection. Called with its lock held: only notes and posts.</summary>
internal interface IConnectionObserver
{
    void HandleConnectionState(PeerConnectionState state);

    void HandleIceState(IceConnectionState state);

    void HandleKeyFrameRequest(SendLayer layer);
}
