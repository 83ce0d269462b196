namespace OwtClient.WebRtc.Streams;

/// <summary>Numbers the packets of all streams of one transport (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2).</summary>
internal sealed class TransportSequenceCounter
{
    private ushort _next;

    /// <summary>The number for the packet about to be sent.</summary>
    public ushort Take() => _next++;
}
