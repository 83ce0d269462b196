namespace OwtClient.Media.Sources;

/// <summary>Reads a file and hands each frame out when it is due.</summary>
internal sealed class MediaPlayer(MediaFileReader reader, PlaybackClock clock, bool loop)
{
    private readonly LoopTimeline _timeline = new();

    /// <summary>How often the file was begun again.</summary>
    public long Loops { get; private set; }

    /// <summary>Plays to the end, or until cancelled.</summary>
    /// <param name="play">Gets each frame with its time on the continuous time line.</param>
    /// <param name="cancellationToken">Ends playing with an exception.</param>
    public async Task RunAsync(Action<MediaFrame> play, CancellationToken cancellationToken)
    {
        var isEmpty = true;
        while (true)
        {
            if (await reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            {
                isEmpty = false;
                var due = _timeline.Place(frame);
                await clock.WaitUntilAsync(due, cancellationToken).ConfigureAwait(false);
                play(frame with { Timestamp = due });
                continue;
            }

            if (!loop || isEmpty) return;
            isEmpty = true;
            reader.Rewind();
            _timeline.BeginPass();
            Loops++;
        }
    }
}
