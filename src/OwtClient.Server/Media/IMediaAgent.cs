using System.Text.Json;
using OwtClient.Server.Recording;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Media;

/// <summary>What a room needs from the media side: transports, sessions on them, and what flows where.</summary>
/// <remarks>
/// Thread-safe. Calls return at once; what comes of them is reported to <see cref="IMediaEvents"/> later, never from within the call.
/// One agent serves one room.
/// </remarks>
internal interface IMediaAgent : IAsyncDisposable
{
    /// <summary>Prepares a publication: its tracks are received in the sections that the request names.</summary>
    void OpenPublication(string transportId, string sessionId, IReadOnlyList<TrackRequest> tracks);

    /// <summary>Prepares a subscription: its tracks are sent in the sections named, each fed by the source it names.</summary>
    void OpenSubscription(string transportId, string sessionId, IReadOnlyList<SubscribedTrack> tracks);

    /// <summary>Feeds a recording with what its tracks name, until its session is closed. It ends itself with the agent.</summary>
    void OpenRecording(RecordingSession recording);

    /// <summary>Hands on a signaling object of the client: offer or candidate (PROTOCOL §4.10).</summary>
    void Signal(string transportId, JsonElement signaling);

    /// <summary>Ends a session. Its transport stays for later sessions of the same participant (PROTOCOL §5.5).</summary>
    void CloseSession(string sessionId);

    /// <summary>Ends a transport that its participant left behind.</summary>
    void CloseTransport(string transportId);

    /// <summary>Lets a transport fall silent: the peer hears nothing any more, and is told nothing (PROTOCOL §5.7).</summary>
    void SilenceTransport(string transportId);

    /// <summary>Stops or resumes what a publication gives to its subscribers.</summary>
    void SetPublicationActive(string sessionId, MediaKind kind, bool isActive);

    /// <summary>Stops or resumes what is sent to one subscriber.</summary>
    void SetSubscriptionActive(string sessionId, MediaKind kind, bool isActive);

    /// <summary>Lets a subscribed track take from another source from now on; from none while the track is null.</summary>
    /// <remarks>A source of another codec than the subscription's is not forwarded.</remarks>
    void SwitchSource(string sessionId, MediaKind kind, string? trackId);

    /// <summary>Sets whose voices are listened to for <see cref="IMediaEvents.OnActiveSpeaker"/>.</summary>
    void SetViewInputs(IReadOnlyCollection<string> sessionIds);
}
