using OwtClient.Streams;

namespace OwtClient.Conference;

/// <summary>The conference at the moment of joining. Later changes come as events, and as <see cref="ConferenceClient.Participants"/> and
/// <see cref="ConferenceClient.RemoteStreams"/>.</summary>
/// <param name="RoomId">The room's id.</param>
/// <param name="Self">The own participation.</param>
/// <param name="Participants">Everybody, oneself included.</param>
/// <param name="RemoteStreams">
/// All streams, own publications of an earlier moment included; compare <see cref="RemoteStream.OwnerId"/>.
/// </param>
public sealed record ConferenceInfo(
    string RoomId, Self Self, IReadOnlyList<Participant> Participants, IReadOnlyList<RemoteStream> RemoteStreams)
{
    /// <summary>The protocol version that client and portal agreed on.</summary>
    public required ProtocolVersion ProtocolVersion { get; init; }

    /// <summary>Labels of the room's mixed views; see <see cref="RemoteMixedStream.Label"/>.</summary>
    public required IReadOnlyList<string> Views { get; init; }
}
