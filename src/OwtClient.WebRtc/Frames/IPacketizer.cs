namespace OwtClient.WebRtc.Frames;

/// <summary>Splits encoded frames of one codec into RTP payloads, one frame at a time.</summary>
/// <remarks>
/// <see cref="Start"/> once per frame, then <see cref="TryWritePayload"/> until it returns false. Allocates nothing. Not thread-safe.
/// The RTP timestamp is the caller's business: all payloads of a frame share it.
/// </remarks>
internal interface IPacketizer
{
    /// <summary>Takes the next frame. A frame still unfinished is abandoned.</summary>
    /// <param name="frame">One whole frame; must stay unchanged until the last payload was written.</param>
    /// <param name="maxPayloadBytes">The most that one payload may take, at least <see cref="PayloadFormats.MinPayloadBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPayloadBytes"/> is too small to carry anything.</exception>
    PacketizeStatus Start(ReadOnlyMemory<byte> frame, int maxPayloadBytes);

    /// <summary>Writes the next payload of the frame.</summary>
    /// <param name="destination">At least as long as the maximum given to <see cref="Start"/>.</param>
    /// <param name="bytesWritten">Length of the payload.</param>
    /// <param name="marker">What the RTP marker bit must be: set on the last payload of a picture, clear for audio.</param>
    /// <returns>False when the frame is finished; nothing was written then.</returns>
    bool TryWritePayload(Span<byte> destination, out int bytesWritten, out bool marker);
}
