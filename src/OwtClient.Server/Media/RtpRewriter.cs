using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>Gives the packets of changing sources one continuous run of sequence numbers and timestamps for one subscriber.</summary>
/// <remarks>
/// Within a source the distances stay what they are: a packet that was lost on the way here is missing there as well, and one that comes
/// late takes its own place. Between two runs (another source, or after a pause) nothing is missing and time goes on as the clock does.
/// Pure; not thread-safe.
/// </remarks>
internal sealed class RtpRewriter(SequenceNumber firstSequence, RtpTimestamp firstTimestamp)
{
    private bool _isRunning;
    private SequenceNumber _runStart; // in the source's numbers
    private int _sequenceOffset;
    private uint _timestampOffset;
    private SequenceNumber _nextSequence = firstSequence;
    private RtpTimestamp _lastTimestamp = firstTimestamp;
    private TimeSpan? _lastSentAt;

    /// <summary>The next packet begins a new run.</summary>
    public void StartRun() => _isRunning = false;

    /// <summary>Finds a packet's place.</summary>
    /// <param name="sequence">The source's sequence number.</param>
    /// <param name="timestamp">The source's timestamp.</param>
    /// <param name="now">Time of sending, on any clock that only goes forward.</param>
    /// <param name="clockRate">Units of the timestamps per second.</param>
    /// <param name="place">Sequence number and timestamp to send with.</param>
    /// <returns>False for a packet from before the run began: there is no place for it.</returns>
    public bool TryPlace(
        SequenceNumber sequence,
        RtpTimestamp timestamp,
        TimeSpan now,
        int clockRate,
        out (SequenceNumber Sequence, RtpTimestamp Timestamp) place)
    {
        if (!_isRunning) Begin(sequence, timestamp, now, clockRate);
        place = (sequence + _sequenceOffset, new RtpTimestamp(timestamp.Value + _timestampOffset));
        if (_runStart.IsNewerThan(sequence)) return false;
        if (!_nextSequence.IsNewerThan(place.Sequence))
        {
            _nextSequence = place.Sequence + 1;
            (_lastTimestamp, _lastSentAt) = (place.Timestamp, now);
            if (sequence - _runStart > short.MaxValue / 2) _runStart = sequence + -(short.MaxValue / 4); // keeps the comparison meaningful
        }

        return true;
    }

    private void Begin(SequenceNumber sequence, RtpTimestamp timestamp, TimeSpan now, int clockRate)
    {
        _isRunning = true;
        _runStart = sequence;
        _sequenceOffset = _nextSequence - sequence;
        var elapsed = _lastSentAt is { } last ? Math.Max(1, RtpTimestamp.Units(now - last, clockRate)) : 0;
        _timestampOffset = (_lastTimestamp + elapsed).Value - timestamp.Value;
    }
}
