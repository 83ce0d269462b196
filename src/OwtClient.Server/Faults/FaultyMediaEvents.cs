using OwtClient.Server.Media;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Faults;

/// <summary>Stands between the media side and a room, and ends sessions after they were reported ready where a rule says so.</summary>
internal sealed class FaultyMediaEvents(IMediaEvents room, Func<string, Participant?> ownerOf, FaultRules faults) : IMediaEvents
{
    public void OnAnswer(string transportId, string sdp) => room.OnAnswer(transportId, sdp);

    public void OnTransportReady(string transportId) => room.OnTransportReady(transportId);

    public void OnPublicationReady(string transportId, string sessionId, IReadOnlyList<StreamTrack> tracks)
    {
        room.OnPublicationReady(transportId, sessionId, tracks);
        FailIfToldTo(transportId, sessionId);
    }

    public void OnSubscriptionReady(string transportId, string sessionId, IReadOnlyList<RtpCodec> codecs)
    {
        room.OnSubscriptionReady(transportId, sessionId, codecs);
        FailIfToldTo(transportId, sessionId);
    }

    public void OnSessionFailed(string transportId, string sessionId, string reason) =>
        room.OnSessionFailed(transportId, sessionId, reason);

    public void OnTransportClosed(string transportId) => room.OnTransportClosed(transportId);

    public void OnResolution(string sessionId, string trackId, int width, int height) =>
        room.OnResolution(sessionId, trackId, width, height);

    public void OnActiveSpeaker(string sessionId) => room.OnActiveSpeaker(sessionId);

    private void FailIfToldTo(string transportId, string sessionId)
    {
        var occasion = FaultOccasion.For(FaultActs.OnReady, "session-progress", ownerOf(transportId), "ready");
        if (faults.Take(occasion) is { } rule) room.OnSessionFailed(transportId, sessionId, rule.Text);
    }
}
