using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Tells the packets of a stream's present source from duplicates, strays and leftovers, and undoes their wraps.</summary>
/// <remarks>
/// Deviates from RFC 3550 §A.1: a new source is believed from its first packet on, because SRTP has authenticated it.
/// </remarks>
internal sealed class SourceAdmission
{
    private const int MaxDropout = 3000; // packets (RFC 3550 §A.1)
    private static readonly TimeSpan LeftoverTime = TimeSpan.FromSeconds(2);
    private readonly ReceiveLog _log = new();
    private SequenceUnwrapper _sequences;
    private long _first;
    private SequenceNumber? _astray; // the newest that was far off
    private Ssrc? _replaced;
    private Instant _replacedAt;

    /// <summary>The present source, or null before the first packet.</summary>
    public Ssrc? Source { get; private set; }

    /// <summary>Judges a packet; <paramref name="sequence"/> is its number with wraps undone, if it is accepted.</summary>
    public AdmissionStatus Admit(Instant now, in RtpPacketReader packet, out long sequence)
    {
        sequence = 0;
        if (packet.Ssrc != Source) return ChangeSource(now, packet, out sequence);
        var newest = _sequences.Newest!.Value;
        sequence = _sequences.Peek(packet.SequenceNumber);
        if (sequence - newest > MaxDropout || sequence <= newest - ReceiveLog.Size)
        {
            // Two consecutive packets far off are a restart, one is a stray (§A.1).
            var follows = _astray is { } previous && packet.SequenceNumber == previous + 1;
            _astray = packet.SequenceNumber;
            return follows ? Begin(packet, out sequence) : AdmissionStatus.Astray;
        }

        if (sequence < _first) return AdmissionStatus.Late;
        _sequences.Unwrap(packet.SequenceNumber);
        return _log.Add(sequence) switch
        {
            ReceiveLogStatus.New => AdmissionStatus.Accepted,
            ReceiveLogStatus.Duplicate => AdmissionStatus.Duplicate,
            _ => AdmissionStatus.Late,
        };
    }

    private AdmissionStatus ChangeSource(Instant now, in RtpPacketReader packet, out long sequence)
    {
        sequence = 0;
        if (packet.Ssrc == _replaced && now - _replacedAt < LeftoverTime) return AdmissionStatus.Late;
        (_replaced, _replacedAt) = (Source, now);
        return Begin(packet, out sequence);
    }

    private AdmissionStatus Begin(in RtpPacketReader packet, out long sequence)
    {
        Source = packet.Ssrc;
        _astray = null;
        _sequences = default;
        _log.Clear();
        sequence = _first = _sequences.Unwrap(packet.SequenceNumber);
        _log.Add(sequence);
        return AdmissionStatus.Restarted;
    }
}
