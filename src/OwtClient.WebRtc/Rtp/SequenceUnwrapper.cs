namespace OwtClient.WebRtc.Rtp;

/// <summary>Undoes the wraps of sequence numbers: 64-bit numbers whose low 16 bits are the wire's (RFC 3550 §A.1).</summary>
/// <remarks>Mutable struct; keep it in a field. Late packets do not move the reference point.</remarks>
internal struct SequenceUnwrapper
{
    // One cycle of headroom, so that packets older than the first one do not go below zero.
    internal const long FirstCycle = 1 << 16;
    private long? _newest;

    /// <summary>Newest number returned by <see cref="Unwrap"/>, or null before the first.</summary>
    public readonly long? Newest => _newest;

    /// <summary>The number nearest to the newest one. Moves the reference when it is newer.</summary>
    public long Unwrap(SequenceNumber sequence)
    {
        var unwrapped = Peek(sequence);
        if (_newest is not { } newest || unwrapped > newest) _newest = unwrapped;
        return unwrapped;
    }

    /// <summary>What <see cref="Unwrap"/> would return, without moving the reference.</summary>
    public readonly long Peek(SequenceNumber sequence) =>
        _newest is { } newest ? newest + (sequence - Wrap(newest)) : FirstCycle + sequence.Value;

    /// <summary>The number as it stands on the wire.</summary>
    public static SequenceNumber Wrap(long unwrapped) => new((ushort)unwrapped);
}
