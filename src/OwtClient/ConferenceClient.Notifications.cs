using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient;

/// <content>What happens in the conference.</content>
public sealed partial class ConferenceClient : IMembershipListener
{
    /// <summary>Somebody joined. Not raised for those who were there already.</summary>
    public event EventHandler<ParticipantEventArgs>? ParticipantJoined;

    /// <summary>Somebody left.</summary>
    public event EventHandler<ParticipantEventArgs>? ParticipantLeft;

    /// <summary>A stream appeared, an own publication included. Not raised for those that were there already.</summary>
    public event EventHandler<StreamEventArgs>? StreamAdded;

    /// <summary>A stream ended.</summary>
    public event EventHandler<StreamEventArgs>? StreamEnded;

    /// <summary>A stream changed: muted, unmuted, new layout, new active speaker, new settings.</summary>
    public event EventHandler<StreamUpdatedEventArgs>? StreamUpdated;

    void IMembershipListener.OnRosterChanged(RosterChange change)
    {
        switch (change)
        {
            case RosterChange.ParticipantJoined joined:
                ParticipantJoined?.Invoke(this, new ParticipantEventArgs(joined.Participant));
                break;
            case RosterChange.ParticipantLeft left:
                ParticipantLeft?.Invoke(this, new ParticipantEventArgs(left.Participant));
                break;
            case RosterChange.StreamAdded added:
                StreamAdded?.Invoke(this, new StreamEventArgs(added.Stream));
                break;
            case RosterChange.StreamEnded ended:
                StreamEnded?.Invoke(this, new StreamEventArgs(ended.Stream));
                break;
            case RosterChange.StreamUpdated updated:
                StreamUpdated?.Invoke(this, new StreamUpdatedEventArgs(updated.Stream, updated.Update));
                break;
        }
    }

    void IMembershipListener.OnText(Notification.TextReceived text) =>
        MessageReceived?.Invoke(this, new MessageReceivedEventArgs(text.From, text.To != "all", text.Message));

    void IMembershipListener.OnEnded(Membership membership, DisconnectReason reason, Exception? exception)
    {
        lock (_gate)
        {
            if (_membership != membership) return;
            ChangeStateLocked(ClientState.Ready, null);
            _dispatcher.Post(() => Disconnected?.Invoke(this, new DisconnectedEventArgs(reason, exception)));
        }
    }
}
