using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>The newest packets of a stream as they went over the wire, for those who ask again.</summary>
/// <remarks>
/// Packets are kept in their protected form and go out again byte for byte: protecting a changed packet a second time under the same
/// SRTP index would use a GCM nonce twice, which gives the authentication key away (RFC 7714 §8.1). Bytes lie end to end in one ring,
/// so a kept packet costs its length and one copy; ring and index grow on demand up to the bounds of the options.
/// </remarks>
internal sealed class RetransmissionBuffer(RetransmissionOptions options)
{
    private const int InitialBytes = 4096;
    private const int InitialEntries = 32;
    private byte[] _bytes = [];
    private Entry[] _entries = []; // in order of sending, entry n at n modulo the length, a power of two
    private long[] _bySequence = []; // number of the newest entry with a sequence number, modulo the length
    private long _oldest;
    private long _end; // number of the next entry

    /// <summary>Packets kept.</summary>
    public int Count => (int)(_end - _oldest);

    /// <summary>Keeps a copy of a packet that is being sent for the first time.</summary>
    public void Add(Instant now, SequenceNumber sequence, ReadOnlySpan<byte> packet)
    {
        if (packet.Length > options.MaxBytes) return; // also when nothing is to be kept
        while (Count > 0 && (Count >= options.MaxPackets || now - EntryAt(_oldest).SentAt > options.MaxAge)) _oldest++;
        EnsureEntry();
        int offset;
        while (!TryPlace(packet.Length, out offset))
        {
            if (_bytes.Length < options.MaxBytes) GrowBytes();
            else _oldest++;
        }

        packet.CopyTo(_bytes.AsSpan(offset));
        EntryAt(_end) = new Entry { Sequence = sequence, Offset = offset, Length = packet.Length, SentAt = now };
        _bySequence[sequence.Value & (_bySequence.Length - 1)] = _end++;
    }

    /// <summary>Asks whether a packet is here and may go out again now; notes that it does.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sequence">Which packet.</param>
    /// <param name="spacing">Least time since it went out again before: a repair under way is not sent twice.</param>
    public bool TryClaim(Instant now, SequenceNumber sequence, TimeSpan spacing)
    {
        if (!TryFind(sequence, out var number)) return false;
        ref var entry = ref EntryAt(number);
        if (now - entry.SentAt > options.MaxAge) return false;
        if (entry.RepeatedAt is { } last && now - last < Longer(spacing, options.MinRepeat)) return false;
        entry.RepeatedAt = now;
        return true;
    }

    /// <summary>The packet as it was sent, valid until the next <see cref="Add"/>.</summary>
    public bool TryGet(SequenceNumber sequence, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (!TryFind(sequence, out var number)) return false;
        ref var entry = ref EntryAt(number);
        packet = _bytes.AsSpan(entry.Offset, entry.Length);
        return true;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private bool TryFind(SequenceNumber sequence, out long number)
    {
        number = Count == 0 ? -1 : _bySequence[sequence.Value & (_bySequence.Length - 1)];
        return number >= _oldest && number < _end && EntryAt(number).Sequence == sequence;
    }

    private ref Entry EntryAt(long number) => ref _entries[(int)(number & (_entries.Length - 1))];

    /// <summary>Finds room behind the newest packet, or at the start when the end of the ring is too short.</summary>
    private bool TryPlace(int length, out int offset)
    {
        offset = 0;
        if (Count == 0) return length <= _bytes.Length;
        ref var newest = ref EntryAt(_end - 1);
        var head = newest.Offset + newest.Length;
        var tail = EntryAt(_oldest).Offset;
        var wrapped = newest.Offset < tail;
        offset = wrapped || head + length <= _bytes.Length ? head : 0;
        var limit = wrapped || offset == 0 ? tail : _bytes.Length;
        return offset + length <= limit;
    }

    private void GrowBytes()
    {
        var grown = new byte[Math.Min(Math.Max(InitialBytes, _bytes.Length * 2), options.MaxBytes)];
        var position = 0;
        for (var number = _oldest; number < _end; number++)
        {
            ref var entry = ref EntryAt(number);
            _bytes.AsSpan(entry.Offset, entry.Length).CopyTo(grown.AsSpan(position));
            entry.Offset = position;
            position += entry.Length;
        }

        _bytes = grown;
    }

    private void EnsureEntry()
    {
        if (Count < _entries.Length) return;
        var length = Math.Max(InitialEntries, _entries.Length * 2);
        var (entries, bySequence) = (new Entry[length], new long[length]);
        Array.Fill(bySequence, -1);
        for (var number = _oldest; number < _end; number++)
        {
            entries[(int)(number & (length - 1))] = EntryAt(number);
            bySequence[EntryAt(number).Sequence.Value & (length - 1)] = number;
        }

        (_entries, _bySequence) = (entries, bySequence);
    }

    private struct Entry
    {
        public SequenceNumber Sequence;
        public int Offset;
        public int Length;
        public Instant SentAt;
        public Instant? RepeatedAt;
    }
}
