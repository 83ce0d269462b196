using System.Text.Json;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Protocol;

/// <summary>Something the portal says unasked, typed (PROTOCOL §4.11 to §4.14, §3.9).</summary>
internal abstract record Notification
{
    private Notification()
    {
    }

    public sealed record ParticipantJoined(ParticipantMessage Participant) : Notification;

    public sealed record ParticipantLeft(string ParticipantId) : Notification;

    public sealed record StreamAdded(StreamInfoMessage Stream) : Notification;

    public sealed record StreamRemoved(string StreamId) : Notification;

    /// <summary>Everything about the stream, capabilities included, is as this says now.</summary>
    public sealed record StreamReplaced(string StreamId, StreamInfoMessage Stream) : Notification;

    public sealed record StreamStatusChanged(string StreamId, TrackKinds Kind, bool Active) : Notification;

    public sealed record StreamLayoutChanged(string StreamId, LayoutEntryMessage[] Layout) : Notification;

    /// <param name="StreamId">The mixed or active-audio stream.</param>
    /// <param name="ActiveInput">A stream id, an object, or null when the server cannot tell.</param>
    public sealed record StreamActiveInputChanged(string StreamId, JsonElement? ActiveInput) : Notification;

    public sealed record TextReceived(string From, string To, JsonElement Message) : Notification;

    public sealed record Answer(string TransportId, string Sdp) : Notification;

    public sealed record RemoteCandidate(string TransportId, string Candidate) : Notification;

    public sealed record TransportReady(string TransportId) : Notification;

    public sealed record SessionReady(string TransportId, string SessionId) : Notification;

    /// <param name="Id">The transport, or the session when the room does not know it any more.</param>
    /// <param name="SessionId">The session, or null.</param>
    /// <param name="Reason">The server's words.</param>
    public sealed record SessionFailed(string Id, string? SessionId, string Reason) : Notification;

    /// <summary>The participant was removed, or the room or portal went down; the connection ends next.</summary>
    public sealed record Dropped : Notification;
}
