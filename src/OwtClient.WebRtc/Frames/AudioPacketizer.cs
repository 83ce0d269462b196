namespace OwtClient.WebRtc.Frames;

/// <summary>
/// One codec packet is one payload: Opus (RFC 7587 §4.2), PCMU and PCMA (RFC 3551 §4.5.14). A frame is sent as it is, whatever time
/// it spans: G.711 usually comes as 160 bytes, 20 ms. One that does not fit into a payload is refused, not split.
/// </summary>
internal sealed class AudioPacketizer : IPacketizer
{
    private ReadOnlyMemory<byte> _frame;

    public PacketizeStatus Start(ReadOnlyMemory<byte> frame, int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPayloadBytes, PayloadFormats.MinPayloadBytes);
        _frame = default;
        if (frame.IsEmpty) return PacketizeStatus.Empty;
        if (frame.Length > maxPayloadBytes) return PacketizeStatus.TooLarge;
        _frame = frame;
        return PacketizeStatus.Ok;
    }

    public bool TryWritePayload(Span<byte> destination, out int bytesWritten, out bool marker)
    {
        marker = false; // it would mean the start of a talkspurt (RFC 3551 §4.1), which an encoded frame does not tell
        bytesWritten = _frame.Length;
        if (_frame.IsEmpty) return false;
        _frame.Span.CopyTo(destination);
        _frame = default;
        return true;
    }
}
