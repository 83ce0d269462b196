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
        PublishedEvent e => Invariant($"publishing {e.File} as {e.Id} after {e.PublishMs:0} ms"),
        SubscribedEvent e => Invariant($"subscribed to {e.Stream} after {e.SubscribeMs:0} ms") + (e.Recording is null ? "" : $", recording to {e.Recording}"),
        MessageEvent e => $"{e.From}: {e.Text}",
        EndedEvent e => $"{e.Stream} ended: {e.Reason}",
        ErrorEvent e => e.Stream is null ? e.Message : $"{e.Stream}: {e.Message}",
        _ => null,
    };

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
