using System.Text.Json;
using OwtClient.Server.Media;

namespace OwtClient.Server.Rooms;

/// <summary>The mixed view: who takes part, and what its subscribers get.</summary>
internal sealed partial class RoomController
{
    private string? _toldShown; // the input in the layout that was told last

    void IMediaEvents.OnActiveSpeaker(string sessionId)
    {
        lock (_gate)
        {
            if (!_room.View.SetSpeaker(sessionId)) return;
            BroadcastLocked("stream", Notifications.ActiveInput(_room.View));
            RefreshViewLocked();
        }
    }

    /// <summary>Lets a stream take part in a view, for the management API.</summary>
    /// <returns>False when there is no such stream or view.</returns>
    public bool Mix(string streamId, string label)
    {
        lock (_gate)
        {
            if (label != MixedView.Label || _room.FindStream(streamId) is not { IsLive: true } stream) return false;
            MixLocked(stream);
            return true;
        }
    }

    /// <summary>Takes a stream out of a view, for the management API. One that took no part is fine.</summary>
    /// <returns>False when there is no such stream or view.</returns>
    public bool Unmix(string streamId, string label)
    {
        lock (_gate)
        {
            if (label != MixedView.Label || _room.FindStream(streamId) is not { IsLive: true } stream) return false;
            UnmixLocked(stream);
            return true;
        }
    }

    /// <summary>Gives the region of the view to one of its inputs, or to none, for the management API.</summary>
    /// <returns>False when there is no such view, or the stream takes no part in it.</returns>
    public bool Place(string viewId, string? streamId)
    {
        lock (_gate)
        {
            if (viewId != _room.View.Id || (streamId is not null && !_room.View.Contains(streamId))) return false;
            PinLocked(streamId);
            return true;
        }
    }

    /// <summary>Carries out an operation that passed the checks; <c>get-region</c> changes nothing.</summary>
    private void ControlViewLocked(RoomStream stream, string operation, JsonElement data)
    {
        switch (operation)
        {
            case "mix":
                MixLocked(stream);
                break;
            case "unmix":
                UnmixLocked(stream);
                break;
            case "set-region":
                PinLocked(stream.Id);
                break;
        }
    }

    private void MixLocked(RoomStream stream)
    {
        _room.View.Add(ViewInput.Of(stream));
        ChangeInputsLocked();
    }

    private void UnmixLocked(RoomStream stream)
    {
        _room.View.Remove(stream.Id);
        ChangeInputsLocked();
    }

    private void PinLocked(string? streamId)
    {
        _room.View.Pin(streamId);
        RefreshViewLocked();
    }

    private void ChangeInputsLocked()
    {
        _media.SetViewInputs([.. _room.View.Inputs]);
        RefreshViewLocked();
    }

    /// <summary>Gives every subscriber of the view what it is to get now, and tells the layout if another input is shown.</summary>
    private void RefreshViewLocked()
    {
        foreach (var subscription in _room.Subscriptions)
        {
            foreach (var track in subscription.Tracks)
            {
                if (!track.IsMixed) continue;
                var target = _room.View.TrackFor(subscription.OwnerId, track.Kind);
                if (target == track.TrackId) continue;
                track.SwitchInput(target);
                _media.SwitchSource(subscription.Id, track.Kind, target);
            }
        }

        if (_room.View.ShownInput == _toldShown) return;
        _toldShown = _room.View.ShownInput;
        BroadcastLocked("stream", Notifications.Layout(_room.View));
    }

    private IReadOnlyList<string> ViewsOf(RoomStream stream) => _room.View.Contains(stream.Id) ? [MixedView.Label] : [];
}
