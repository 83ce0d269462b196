using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>Puts RTP payloads of one codec together into frames.</summary>
/// <remarks>
/// Packets come in the order of their sequence numbers, without duplicates; what is missing between two of them is announced by
/// <see cref="HandleGap"/>. After each packet take the finished frames with <see cref="TryTakeFrame"/>: up to two, since a packet may
/// finish the frame before its own. A frame with a hole is never delivered; those after it are, and tell how many are missing
/// (<see cref="EncodedFrame.FramesLostBefore"/>). Allocates nothing per packet once the pool is warm. Not thread-safe.
/// </remarks>
internal interface IDepacketizer
{
    /// <summary>How many frames are known to be lost since the first delivered one.</summary>
    long FramesLost { get; }

    /// <summary>The next packets of the sequence will never come.</summary>
    /// <param name="packets">How many, at least 1.</param>
    void HandleGap(int packets);

    /// <summary>Takes the payload of the next packet. Nothing of it is kept by reference.</summary>
    /// <param name="payload">RTP payload without padding. An empty one (padding only) is ignored.</param>
    /// <param name="timestamp">RTP timestamp.</param>
    /// <param name="marker">RTP marker bit.</param>
    DepacketizeStatus HandlePacket(ReadOnlySpan<byte> payload, uint timestamp, bool marker);

    /// <summary>Gives the next finished frame. The caller owns it.</summary>
    bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame);
}
