namespace OwtClient.WebRtc.Frames;

/// <summary>What became of a payload. Everything but <see cref="Ok"/> and <see cref="Ignored"/> costs the frame it belongs to.</summary>
internal enum DepacketizeStatus
{
    /// <summary>Part of a frame that is still whole.</summary>
    Ok,

    /// <summary>Carries no media (padding only).</summary>
    Ignored,

    /// <summary>Belongs to a frame that misses another packet.</summary>
    FrameLost,

    /// <summary>Breaks the rules of the payload format.</summary>
    Malformed,

    /// <summary>A form that is not negotiated (H.264 interleaved mode).</summary>
    Unsupported,

    /// <summary>The frame would exceed <see cref="FrameBuffer.MaxBytes"/>.</summary>
    TooLarge,
}
