using OwtClient.Cli.Join.Events;
using OwtClient.WebRtc;

namespace OwtClient.Cli.Join;

/// <summary>Turns the counters of two moments into rates.</summary>
internal sealed class RateMeter
{
    private long _frames;
    private long _bytes;
    private DateTimeOffset? _at;

    /// <summary>What was received since the call before.</summary>
    public StreamRate Receive(string id, string stream, PeerConnectionStats stats)
    {
        var video = stats.Inbound.Where(s => s.Kind == MediaKind.Video).ToList();
        var rate = Measure(id, stream, "receive", stats, video.Sum(s => s.FramesReceived), stats.Inbound.Sum(s => s.BytesReceived));
        return rate with
        {
            Lost = stats.Inbound.Sum(s => Math.Max(0, s.PacketsLost)),
            Width = video.Count > 0 ? video[0].FrameWidth : 0,
            Height = video.Count > 0 ? video[0].FrameHeight : 0,
        };
    }

    /// <summary>What was sent since the call before.</summary>
    public StreamRate Send(string id, PeerConnectionStats stats)
    {
        var frames = stats.Outbound.Where(s => s.Kind == MediaKind.Video).Sum(s => s.FramesSent);
        var rate = Measure(id, id, "send", stats, frames, stats.Outbound.Sum(s => s.BytesSent));
        return rate with { Lost = stats.Outbound.Sum(s => (long)Math.Max(0, s.RemotePacketsLost ?? 0)) };
    }

    private StreamRate Measure(string id, string stream, string direction, PeerConnectionStats stats, long frames, long bytes)
    {
        var seconds = _at is { } before ? (stats.Timestamp - before).TotalSeconds : 0;
        var fps = seconds > 0 ? Since(frames, _frames) / seconds : 0;
        var kbit = seconds > 0 ? Since(bytes, _bytes) * 8 / 1000.0 / seconds : 0;
        (_frames, _bytes, _at) = (frames, bytes, stats.Timestamp);
        var roundTrip = Milliseconds(stats.Transport.CurrentRoundTripTime);
        return new StreamRate(id, stream, direction, Math.Round(fps, 1), Math.Round(kbit, 1), 0, roundTrip, 0, 0);
    }

    /// <summary>A session that was restored counts from zero again.</summary>
    private static long Since(long now, long before) => now >= before ? now - before : now;

    private static double? Milliseconds(TimeSpan? time) => time is { } value ? Math.Round(value.TotalMilliseconds, 2) : null;
}
