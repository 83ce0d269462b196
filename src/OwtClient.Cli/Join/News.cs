using OwtClient.Cli.Join.Events;
using OwtClient.Reconnection;
using OwtClient.Streams;

namespace OwtClient.Cli.Join;

/// <summary>Turns what the SDK tells into the events of a run.</summary>
internal static class News
{
    public static JoinEvent Of(string action, RemoteStream stream) =>
        new StreamEvent(action, stream.Id, stream.Type, stream.OwnerId, stream.Audio is not null, stream.Video is not null);

    public static JoinEvent Of(StreamUpdatedEventArgs update) => update switch
    {
        StreamLayoutChangedEventArgs e => new LayoutEvent(e.Stream.Id, [.. Shown(e.Layout)]),
        StreamActiveInputChangedEventArgs e => new ActiveInputEvent(e.Stream.Id, e.ActiveInput?.StreamId),
        StreamStatusChangedEventArgs e => new MuteEvent(e.Stream.Id, e.Tracks == TrackKinds.Audio ? "audio" : "video", e.IsMuted),
        _ => Of("updated", update.Stream),
    };

    public static JoinEvent Of(ReconnectedEventArgs e, string? participantId) => new ReconnectedEvent(
        e.Kind == ReconnectKind.Resumed ? "resumed" : "rejoined", participantId, e.Attempts, e.LostNotifications);

    /// <summary>Tells when the media of a session stop and when they flow again.</summary>
    /// <param name="session">The publication or subscription.</param>
    /// <param name="stream">Id of the stream it is about.</param>
    /// <param name="show">Takes the events.</param>
    public static void Follow(ConferenceSession session, Func<string> stream, Action<JoinEvent> show)
    {
        session.Interrupted += (_, e) => show(new InterruptedEvent(session.Id, stream(), e.Exception.Message));
        session.Restored += (_, e) => show(new RestoredEvent(e.OldId, e.NewId, stream()));
    }

    private static IEnumerable<ShownRegion> Shown(IEnumerable<LayoutRegion> layout) =>
        from region in layout where region.StreamId is not null select new ShownRegion(region.Id, region.StreamId!);
}
