using System.Globalization;
using OwtClient.Cli.Join.Events;

namespace OwtClient.Cli.Output;

/// <summary>The sentence that tells a person of an event.</summary>
internal static class EventText
{
    /// <summary>Null for the events that are shown as numbers instead.</summary>
    public static string? Describe(JoinEvent joinEvent) => joinEvent switch
    {
        JoinedEvent e => Invariant(
            $"joined room {e.Room} as {e.User} ({e.Role}) in {e.JoinMs:0} ms: {e.Participants} participants, {e.Streams} streams"),
        ParticipantEvent e => e.User is null ? $"participant {e.Id} {e.Action}" : $"{e.User} ({e.Role}) {e.Action}",
        StreamEvent e => $"stream {e.Id} {e.Action}{Kinds(e)}",
        LayoutEvent e => $"{e.Stream} shows {Shown(e.Regions)}",
        ActiveInputEvent e => e.Input is null ? $"nobody speaks in {e.Stream}" : $"{e.Input} speaks in {e.Stream}",
        MuteEvent e => $"{(e.Kind == "audio" ? "sound" : "pictures")} of {e.Stream} {(e.Muted ? "muted" : "unmuted")}",
        ReconnectingEvent e => "connection lost, coming back" + (e.Reason is null ? "" : $": {e.Reason}"),
        ReconnectedEvent e => Describe(e),
        InterruptedEvent e => $"{e.Stream} interrupted: {e.Reason}",
        RestoredEvent e => $"{e.Stream} flows again" + (e.Id == e.OldId ? "" : $", as {e.Id}"),
        PublishedEvent e => Invariant($"publishing {e.File} as {e.Id} after {e.PublishMs:0} ms"),
        SubscribedEvent e => Invariant($"subscribed to {e.Stream} after {e.SubscribeMs:0} ms") + (e.Recording is null ? "" : $", recording to {e.Recording}"),
        MessageEvent e => $"{e.From}: {e.Text}",
        EndedEvent e => $"{e.Stream} ended: {e.Reason}",
        ErrorEvent e => e.Stream is null ? e.Message : $"{e.Stream}: {e.Message}",
        _ => null,
    };

    private static string Describe(ReconnectedEvent e)
    {
        var how = e.How == "resumed" ? "back in the old place" : $"back as a new participant, {e.Id}";
        var lost = e.LostNotifications > 0 ? Invariant($"; {e.LostNotifications} notifications were lost") : "";
        return Invariant($"{how}, after {e.Attempts} {(e.Attempts == 1 ? "attempt" : "attempts")}") + lost;
    }

    private static string Shown(IReadOnlyList<ShownRegion> regions) =>
        regions.Count == 0 ? "nobody" : string.Join(", ", regions.Select(region => $"{region.Stream} in {region.Region}"));

    /// <summary>Rates as one row: id, direction, size, fps, kbit/s, lost, RTT.</summary>
    public static string[] Cells(StreamRate rate) =>
    [
        Shorten(rate.Stream),
        rate.Direction,
        rate.Width > 0 ? Invariant($"{rate.Width}×{rate.Height}") : "–",
        Invariant($"{rate.Fps:0.0}"),
        Invariant($"{rate.KbitPerSecond:0}"),
        Invariant($"{rate.Lost}"),
        rate.RttMs is { } rtt ? Invariant($"{rtt:0.0}") : "–",
    ];

    /// <summary>Ids of OWT 5 have 32 characters; the first twelve tell them apart on a screen.</summary>
    public static string Shorten(string id) => id.Length <= 12 ? id : id[..12] + "…";

    private static string Kinds(StreamEvent e) => (e.Audio, e.Video) switch
    {
        (true, true) => " (audio, video)",
        (true, false) => " (audio)",
        (false, true) => " (video)",
        _ => "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
