using OwtClient.Streams;

namespace OwtClient.Conference;

/// <summary>What a notification changed in the <see cref="Roster"/>.</summary>
internal abstract record RosterChange
{
    private RosterChange()
    {
    }

    public sealed record ParticipantJoined(Participant Participant) : RosterChange;

    public sealed record ParticipantLeft(Participant Participant) : RosterChange;

    public sealed record StreamAdded(RemoteStream Stream) : RosterChange;

    public sealed record StreamEnded(RemoteStream Stream) : RosterChange;

    public sealed record StreamUpdated(StreamUpdatedEventArgs Update) : RosterChange;
}
