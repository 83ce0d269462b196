namespace OwtClient.Media.Sources;

/// <summary>Tells when frames are due. Counts from one starting point, so that errors do not add up.</summary>
/// <param name="time">The clock.</param>
/// <param name="maxCatchUp">A delay beyond this is not made up for: the rest of the playback moves back.</param>
internal sealed class PlaybackClock(TimeProvider time, TimeSpan maxCatchUp)
{
    private readonly long _startedAt = time.GetTimestamp();
    private TimeSpan _shift;

    /// <summary>By how much the latest frame was late; zero if it was not.</summary>
    public TimeSpan Lateness { get; private set; }

    /// <summary>The largest <see cref="Lateness"/> so far.</summary>
    public TimeSpan MaxLateness { get; private set; }

    /// <summary>Waits until <paramref name="mediaTime"/> is due; not at all if it is late.</summary>
    public async ValueTask WaitUntilAsync(TimeSpan mediaTime, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var early = mediaTime + _shift - time.GetElapsedTime(_startedAt);
        if (early > TimeSpan.Zero)
        {
            Lateness = TimeSpan.Zero;
            var delay = TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)); // timers cut fractions off
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            return;
        }

        Lateness = -early;
        if (Lateness > MaxLateness) MaxLateness = Lateness;
        if (Lateness > maxCatchUp) _shift += Lateness;
    }
}
