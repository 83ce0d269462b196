using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>What the media side reports to its room. Called on threads of the pool, for one transport in order, under no lock.</summary>
internal interface IMediaEvents
{
    /// <summary>The answer to an offer is there, with all candidates in it.</summary>
    void OnAnswer(string transportId, string sdp);

    /// <summary>ICE and DTLS are up.</summary>
    void OnTransportReady(string transportId);

    /// <summary>A publication is negotiated and its transport up. Its packets are being taken already.</summary>
    void OnPublicationReady(string transportId, string sessionId, IReadOnlyList<StreamTrack> tracks);

    /// <summary>
    /// A subscription is negotiated, each kind with one codec, and its transport up. Packets of its sources go to it already.
    /// </summary>
    void OnSubscriptionReady(string transportId, string sessionId, IReadOnlyList<RtpCodec> codecs);

    /// <summary>A session cannot go on. The media side has given it up already.</summary>
    void OnSessionFailed(string transportId, string sessionId, string reason);

    /// <summary>A transport is gone: its connection failed or the peer closed it. Its sessions were reported before.</summary>
    void OnTransportClosed(string transportId);

    /// <summary>Another of the view's inputs began to speak.</summary>
    void OnActiveSpeaker(string sessionId);

    /// <summary>A key frame told the size of the pictures of a track.</summary>
    void OnResolution(string sessionId, string trackId, int width, int height);
}
