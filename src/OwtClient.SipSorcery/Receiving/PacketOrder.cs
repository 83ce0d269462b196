using OwtClient.WebRtc.Rtp;

namespace OwtClient.SipSorcery.Receiving;

/// <summary>Puts received packets back in order, and tells where some are missing. No clock: packets alone move it on.</summary>
/// <remarks>
/// SIPSorcery hands packets on as they come. Nothing is sent again here, so a missing packet is given up when
/// <see cref="Patience"/> newer ones have come, the count after which TCP believes in a loss, too (RFC 5681 §3.2). Not thread-safe.
/// </remarks>
internal sealed class PacketOrder
{
    /// <summary>Newer packets that make a missing one lost.</summary>
    internal const int Patience = 3;

    private const int MaxJump = 3000; // RFC 3550 §A.1, MAX_DROPOUT: further away is not a gap but another beginning
    private const int MaxHeld = 1024;
    private readonly SortedDictionary<long, OrderedRtpPacket> _held = [];
    private long? _next; // in turn, wraps undone; before the first packet null
    private bool _isOpen;

    /// <summary>Packets that came twice, or too late to be used.</summary>
    public long Discarded { get; private set; }

    /// <summary>Begins to give packets: those that came so far in any order, and whatever comes.</summary>
    public void Open()
    {
        if (_isOpen) return;
        _isOpen = true;
        if (_held.Count > 0) _next = _held.First().Key;
    }

    /// <summary>Takes a packet. False for one that is of no use.</summary>
    public bool TryAdd(in OrderedRtpPacket packet)
    {
        var next = _next ??= packet.SequenceNumber;
        var distance = new SequenceNumber(packet.SequenceNumber) - new SequenceNumber((ushort)next);
        if (Math.Abs(distance) > MaxJump)
        {
            Discarded += _held.Count;
            _held.Clear();
            _next = next = packet.SequenceNumber;
            distance = 0;
        }

        if ((distance >= 0 || !_isOpen) && _held.Count < MaxHeld && _held.TryAdd(next + distance, packet)) return true;
        Discarded++;
        return false;
    }

    /// <summary>Gives the next packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="missing">How many before it will never come.</param>
    /// <param name="isFinal">Whether no more packets will come, so that there is nothing to wait for.</param>
    public bool TryTake(out OrderedRtpPacket packet, out int missing, bool isFinal = false)
    {
        (packet, missing) = (default, 0);
        if (!_isOpen || _held.Count == 0) return false;
        var first = _held.First();
        if (first.Key != _next && _held.Count < Patience && !isFinal) return false;
        missing = (int)(first.Key - _next!.Value);
        packet = first.Value;
        _held.Remove(first.Key);
        _next = first.Key + 1;
        return true;
    }
}
