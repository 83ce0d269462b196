using System.Globalization;
using OwtClient.Cli.Join.Events;

namespace OwtClient.Cli.Output;

/// <summary>The closing lines for a person.</summary>
internal static class SummaryText
{
    public static IEnumerable<string> Lines(SummaryEvent summary)
    {
        foreach (var p in summary.Publications)
        {
            yield return Invariant($"sent      {EventText.Shorten(p.Id)}  {p.VideoFramesSent} video, {p.AudioFramesSent} audio frames");
        }

        foreach (var s in summary.Subscriptions)
        {
            var first = s.FirstFrameMs is { } ms ? Invariant($"first after {ms:0} ms") : "no frame came";
            var file = s.Recording is null ? "" : Invariant($"; {s.Recording}, {s.RecordingBytes ?? 0:N0} bytes");
            yield return Invariant(
                $"received  {EventText.Shorten(s.Stream)}  {s.VideoFramesReceived} video, {s.AudioFramesReceived} audio frames, {s.FramesLost} lost; ") + first + file;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
