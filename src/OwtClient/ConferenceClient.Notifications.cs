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

    /// <summary>
    /// A stream changed: muted, unmuted, new layout, new active speaker, new settings. The event is a
    /// <see cref="StreamStatusChangedEventArgs"/>, <see cref="StreamLayoutChangedEventArgs"/> or
    /// <see cref="StreamActiveInputChangedEventArgs"/> where that says more. The stream has the same as events of its own.
    /// </summary>
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
                var end = new StreamEventArgs(ended.Stream);
                ended.Stream.RaiseEnded(end);
                StreamEnded?.Invoke(this, end);
                break;
            case RosterChange.StreamUpdated updated:
                updated.Update.Stream.RaiseUpdated(updated.Update);
                StreamUpdated?.Invoke(this, updated.Update);
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
