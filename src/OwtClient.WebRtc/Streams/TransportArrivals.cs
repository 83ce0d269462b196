using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>When the packets of a transport arrived, by their transport-wide numbers, and when to tell the sender.</summary>
/// <remarks>Takes its memory with the first packet that carries a number. Allocates nothing after.</remarks>
internal sealed class TransportArrivals
{
    /// <summary>Time between two messages; senders expect 50 to 250 ms.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private const int Window = 2048; // packets, a power of two; what is older is not told any more
    private SequenceUnwrapper _sequences;
    private long[]? _arrivals; // in ticks of the feedback, by number modulo the window
    private long _firstUntold;
    private Ssrc _media;
    private byte _messages;

    /// <summary>When a message is due, or null while there is nothing new to tell.</summary>
    public Instant? Deadline { get; private set; }

    /// <summary>A packet arrived.</summary>
    public void Add(Instant now, SequenceNumber number, Ssrc media)
    {
        _media = media;
        var newest = _sequences.Newest;
        var sequence = _sequences.Unwrap(number);
        if (_arrivals is null)
        {
            _arrivals = new long[Window];
            Array.Fill(_arrivals, TransportFeedback.NotReceived);
            _firstUntold = sequence;
        }

        if (sequence <= newest)
        {
            if (sequence <= newest - Window || At(sequence) != TransportFeedback.NotReceived) return;
            _firstUntold = Math.Min(_firstUntold, sequence); // one that came late is told after all
        }
        else if (newest is { } last)
        {
            var skipped = Math.Max(last, sequence - Window) + 1;
            for (; skipped < sequence; skipped++) At(skipped) = TransportFeedback.NotReceived;
            _firstUntold = Math.Max(_firstUntold, sequence - Window + 1);
        }

        At(sequence) = now.SinceStart.Ticks / TransportFeedback.Tick.Ticks;
        Deadline ??= now + Interval;
    }

    /// <summary>Writes what is due; call again while it returns true.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sender">Who tells.</param>
    /// <param name="writer">Where to.</param>
    public bool TryWrite(Instant now, Ssrc sender, ref RtcpWriter writer)
    {
        if (Deadline is not { } deadline || now < deadline || _arrivals is null) return false;
        var newest = _sequences.Newest!.Value;
        SkipLongGap(newest);
        Span<long> arrivals = stackalloc long[(int)Math.Min(newest - _firstUntold + 1, TransportFeedback.MaxPackets)];
        for (var i = 0; i < arrivals.Length; i++) arrivals[i] = At(_firstUntold + i);
        var head = new TransportFeedback.Head(sender, _media, _messages);
        var written = TransportFeedback.TryWrite(ref writer, head, SequenceUnwrapper.Wrap(_firstUntold), arrivals, out var taken);
        if (written) _messages++;
        _firstUntold += taken;
        if (_firstUntold > newest) Deadline = null;
        return written;
    }

    // A message about nothing but missing packets cannot be written; the sender takes what it is never told of for lost.
    private void SkipLongGap(long newest)
    {
        var first = _firstUntold;
        while (first < newest && At(first) == TransportFeedback.NotReceived) first++;
        if (first - _firstUntold >= TransportFeedback.MaxPackets) _firstUntold = first;
    }

    private ref long At(long sequence) => ref _arrivals![(int)(sequence & (Window - 1))];
}
