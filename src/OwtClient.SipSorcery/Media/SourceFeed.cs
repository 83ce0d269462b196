using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.SipSorcery.Media;

/// <summary>Gives the samples of an endpoint times, and passes them on to a track, on the thread that brings them.</summary>
/// <remarks>Thread-safe; samples come one after another. Keeps nothing, so there is nothing to bound.</remarks>
internal sealed class SourceFeed(LocalTrack track)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _units; // media time in units of the clock rate
    private long _frames;

    /// <summary>Ends with the endpoint, and fails as it does.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Samples passed on.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Units per second in which the endpoint counts.</summary>
    public int ClockRate { get; set; }

    /// <summary>Never throws: the endpoint's timer would take the process with it.</summary>
    public void Send(uint durationRtpUnits, byte[] sample)
    {
        if (_completion.Task.IsCompleted || sample is not { Length: > 0 }) return;
        var time = TimeSpan.FromTicks((long)((Int128)_units * TimeSpan.TicksPerSecond / ClockRate));
        _units += durationRtpUnits;
        try
        {
            track.SendFrame(new EncodedFrame(track.Codec, sample, time, KeyFrames.IsKeyFrame(track.Codec, sample)));
            Interlocked.Increment(ref _frames);
        }
        catch (ArgumentException e)
        {
            Fail(e);
        }
    }

    public void HandleError(string message) => Fail(new InvalidOperationException($"The media source failed: {message}"));

    public void End() => _completion.TrySetResult();

    private void Fail(Exception cause)
    {
        _completion.TrySetException(cause);
        _ = _completion.Task.Exception; // nobody has to await it
    }
}
