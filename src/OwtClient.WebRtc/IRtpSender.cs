namespace OwtClient.WebRtc;

/// <summary>Sends the frames of one track (W3C RTCRtpSender).</summary>
/// <remarks>Thread-safe; frames of one track must be given one after another.</remarks>
public interface IRtpSender
{
    /// <summary>The codec the peer agreed to, or null before the answer or when none was agreed.</summary>
    RtpCodec? Codec { get; }

    /// <summary>The receiver asked for a key frame (PLI, RFC 4585 §6.3.1, or FIR, RFC 5104 §4.3.1). The argument is the layer's rid or null.</summary>
    /// <remarks>Raised like the events of <see cref="IPeerConnection"/>.</remarks>
    event EventHandler<string?>? KeyFrameRequested;

    /// <summary>Packetises, protects and sends a frame on the calling thread; keeps packets for retransmission.</summary>
    /// <param name="frame">Encoded with <see cref="Codec"/>. Its memory is not used after the call.</param>
    /// <param name="rid">Simulcast layer, or null for the only one.</param>
    /// <returns>False when nothing was sent: not connected yet, not negotiated for sending, or closed.</returns>
    /// <exception cref="ArgumentException">The frame's codec is not the negotiated one, the data is malformed, or the layer is unknown.</exception>
    bool SendFrame(EncodedFrame frame, string? rid = null);
}
