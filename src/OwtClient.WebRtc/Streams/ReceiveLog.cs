namespace OwtClient.WebRtc.Streams;

/// <summary>Remembers which of the newest packets were received, one bit each.</summary>
internal sealed class ReceiveLog
{
    internal const int Size = 2048; // packets, a power of two
    // 256 bytes per stream.
    private readonly ulong[] _received = new ulong[Size / 64];
    private long? _highest;

    /// <summary>Notes that a packet arrived.</summary>
    public ReceiveLogStatus Add(long sequence)
    {
        if (_highest is not { } highest)
        {
            _highest = sequence;
            Set(sequence);
            return ReceiveLogStatus.New;
        }

        if (sequence > highest)
        {
            ClearBetween(highest, sequence);
            _highest = sequence;
            Set(sequence);
            return ReceiveLogStatus.New;
        }

        if (sequence <= highest - Size) return ReceiveLogStatus.TooOld;
        if (IsSet(sequence)) return ReceiveLogStatus.Duplicate;
        Set(sequence);
        return ReceiveLogStatus.New;
    }

    public void Clear()
    {
        Array.Clear(_received);
        _highest = null;
    }

    private void ClearBetween(long highest, long sequence)
    {
        if (sequence - highest >= Size)
        {
            Array.Clear(_received);
            return;
        }

        for (var between = highest + 1; between < sequence; between++) _received[Word(between)] &= ~Bit(between);
    }

    private void Set(long sequence) => _received[Word(sequence)] |= Bit(sequence);

    private bool IsSet(long sequence) => (_received[Word(sequence)] & Bit(sequence)) != 0;

    private static int Word(long sequence) => (int)(sequence & (Size - 1)) >> 6;

    private static ulong Bit(long sequence) => 1UL << (int)(sequence & 63);
}
